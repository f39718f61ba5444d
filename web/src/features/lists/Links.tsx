"use client";
import { Bookmark, ListChecks, Target, UserRound } from "lucide-react";
import { Link } from "@/components/Link";
import { useListsT } from "@/lib/i18n/lists";

const PLACES = [
  ["/lists/", "lists", ListChecks],
  ["/searches/", "searches", Bookmark],
  ["/audiences/", "audiences", Target],
  ["/profile/", "profile", UserRound],
] as const;

/** The ways from the match page to what a company keeps of it, in one line that scrolls where it is too long. */
export function MatchLinks() {
  const t = useListsT().links;
  return (
    <nav aria-label={t.label} className="-mx-4 mb-3 overflow-x-auto px-4 py-1 [scrollbar-width:none]">
      <ul className="flex w-max gap-2">
        {PLACES.map(([href, name, Icon]) => (
          <li key={href}>
            <Link
              href={href}
              className="flex min-h-11 items-center gap-2 rounded-full bg-card px-4 text-sub font-medium text-accent shadow-soft active:opacity-70"
            >
              <Icon aria-hidden="true" size={18} strokeWidth={1.5} />
              {t[name]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
