"use client";
import { Bookmark, ChevronRight, ListChecks, Target, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { Group, Row } from "@/components/Group";
import { useListsT } from "@/lib/i18n/lists";

const PLACES = [
  ["/lists/", "lists", ListChecks],
  ["/searches/", "searches", Bookmark],
  ["/audiences/", "audiences", Target],
  ["/profile/", "profile", UserRound],
] as const;

/** The ways from the match page to what a company keeps of it. */
export function MatchLinks() {
  const t = useListsT().links;
  const router = useRouter();
  return (
    <Group label={t.label} inset="icon">
      {PLACES.map(([href, name, Icon]) => (
        <Row
          key={href}
          icon={<Icon aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
          label={t[name]}
          trailing={<ChevronRight aria-hidden="true" size={20} strokeWidth={1.5} />}
          onClick={() => router.push(href)}
        />
      ))}
    </Group>
  );
}
