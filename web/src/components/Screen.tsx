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
        {/* The small title stands in the middle while there is room, and never on the actions; back gives way first. */}
        <div
          className={cx(
            "mx-auto grid h-13 max-w-5xl items-center px-4 lg:flex lg:justify-end lg:px-8",
            back
              ? "grid-cols-[minmax(2.25rem,1fr)_minmax(0,auto)_minmax(max-content,1fr)]"
              : "grid-cols-[minmax(0,1fr)_minmax(0,auto)_minmax(max-content,1fr)]",
          )}
        >
          {back ? (
            <Link
              href={back.href}
              className="-ms-2 me-auto flex min-h-11 max-w-full min-w-0 items-center rounded-button pe-3 text-body text-accent active:opacity-60"
            >
              <ChevronLeft aria-hidden="true" size={26} strokeWidth={1.5} className="shrink-0" />
              <span className="truncate">{back.label}</span>
            </Link>
          ) : (
            <span className="lg:hidden" />
          )}
          <span
            aria-hidden="true"
            className={cx(
              "pointer-events-none min-w-0 truncate text-center text-body font-semibold transition-opacity duration-200 lg:me-auto",
              collapsed ? "px-2 opacity-100 lg:px-0" : "w-0 opacity-0 lg:w-auto",
            )}
          >
            {title}
          </span>
          <div className="flex items-center justify-self-end">{action}</div>
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
