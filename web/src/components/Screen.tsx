"use client";
import { ChevronLeft } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { cx } from "@/lib/cx";
import { Link } from "./Link";

type Back = { href: string; label: string };
type Props = {
  title: string;
  back?: Back;
  action?: ReactNode;
  /** The page shows its title itself, as a field: here it is for screen readers and the bar only. */
  untitled?: boolean;
  children: ReactNode;
};

/** A tab's page: a large title that hands over to the small one in the bar once it has scrolled away. */
export function Screen({ title, back, action, untitled = false, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [collapsed, setCollapsed] = useState(false);
  useEffect(() => {
    const element = heading.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setCollapsed(!entry?.isIntersecting), {
      rootMargin: "-60px 0px 0px 0px",
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    document.title = `${title} · Infofluencer`;
  }, [title]);
  return (
    <>
      <header
        className={cx(
          "sticky top-0 z-10 print:hidden pt-[calc(var(--safe-top)+0.5rem)] transition-[background-color,box-shadow] duration-200",
          collapsed && "bg-bar shadow-[0_0.5px_0_var(--separator)] backdrop-blur-xl backdrop-saturate-150",
        )}
      >
        <div className="mx-auto flex h-13 max-w-5xl items-center justify-end px-4 lg:px-8">
          {back && (
            <Link
              href={back.href}
              className="-ms-2 me-auto flex min-h-11 items-center rounded-button pe-3 text-body text-accent active:opacity-60"
            >
              <ChevronLeft aria-hidden="true" size={26} strokeWidth={1.5} />
              {back.label}
            </Link>
          )}
          <span
            aria-hidden="true"
            className={cx(
              "pointer-events-none absolute inset-x-24 truncate text-center text-body font-semibold transition-opacity duration-200 lg:static lg:me-auto",
              collapsed ? "opacity-100" : "opacity-0",
            )}
          >
            {title}
          </span>
          {action}
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className={cx(
          "mx-auto max-w-5xl px-4 pb-8 outline-none lg:px-8 print:px-0 print:pb-0",
          untitled && "pt-3", // below the bar, whose small title appears when the heading has gone
        )}
      >
        <h1
          ref={heading}
          className={untitled ? "sr-only" : "mb-4 text-large font-bold tracking-tight text-balance"}
        >
          {title}
        </h1>
        {children}
      </main>
    </>
  );
}
