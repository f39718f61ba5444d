"use client";
import type { LucideIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import { cx } from "@/lib/cx";
import { Link } from "./Link";
import { Mark } from "./Mark";

export type Destination = {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Pages below this tab with an address of their own. */
  also?: readonly string[];
  /** Why the tab carries a dot, in words. */
  attention?: string | null;
};

/** One navigation: a tab bar at the bottom of a phone, a sidebar from 1024 px. */
export function NavBar({ label, destinations }: { label: string; destinations: readonly Destination[] }) {
  const path = usePathname();
  return (
    <nav
      aria-label={label}
      className="fixed inset-x-0 bottom-0 z-20 print:hidden bg-bar pb-(--safe-bottom) shadow-[0_-0.5px_0_var(--separator)] backdrop-blur-xl backdrop-saturate-150 lg:inset-y-0 lg:right-auto lg:w-64 lg:bg-card lg:px-3 lg:pt-6 lg:shadow-[0.5px_0_0_var(--separator)]"
    >
      <div aria-hidden="true" className="mb-6 hidden items-center gap-3 px-3 lg:flex">
        <Mark className="size-9" />
        <span className="text-body font-semibold tracking-tight">Infofluencer</span>
      </div>
      <ul className="mx-auto flex h-(--tabs) max-w-lg lg:h-auto lg:flex-col lg:gap-1">
        {destinations.map(({ href, label: name, icon: Icon, also = [], attention }) => {
          const current = [href, ...also].some((start) => path.startsWith(start));
          return (
            <li key={href} className="flex-1">
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className={cx(
                  "flex h-full min-h-11 flex-col items-center justify-center gap-0.5 rounded-button text-tab font-medium transition-colors duration-200 active:opacity-60 lg:flex-row lg:justify-start lg:gap-3 lg:px-3 lg:text-body lg:font-normal",
                  current ? "text-accent lg:bg-accent-soft lg:font-semibold" : "text-label-2 lg:text-label",
                )}
              >
                <span className="relative">
                  <Icon aria-hidden="true" size={24} strokeWidth={1.5} />
                  {attention && (
                    <span className="absolute -end-1 -top-0.5 size-2.5 rounded-full bg-bad ring-2 ring-card" />
                  )}
                </span>
                {name}
                {attention && <span className="sr-only">, {attention}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
