"use client";
import { CheckCheck, ChevronRight, Ellipsis, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import type { Digest, SavedSearch } from "@/api/lists";
import { creatorHref } from "@/api/match";
import { errorText } from "@/api/problem";
import type { Card } from "@/api/types";
import { Button } from "@/components/Button";
import { Group, Row } from "@/components/Group";
import { IconButton } from "@/components/IconButton";
import { Link } from "@/components/Link";
import { useToast } from "@/components/Toast";
import { formatAgo } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useListsT } from "@/lib/i18n/lists";
import { useMatchT } from "@/lib/i18n/match";
import { points } from "@/lib/score";
import { news, summary } from "./model";
import { useSeen } from "./queries";

type Props = { search: SavedSearch; onMore: () => void };

/** One search: what it asks for, what is new since it was last seen, and the way to its results. */
export function SearchCard({ search, onMore }: Props) {
  const words = useListsT().searches;
  const router = useRouter();
  return (
    <Group label={search.name} inset="icon">
      <Head search={search} onMore={onMore} />
      {search.digest && <News digest={search.digest} />}
      {search.unseen > 0 && <Seen search={search} />}
      <Row
        icon={<Search aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
        tone="accent"
        label={words.open}
        trailing={<ChevronRight aria-hidden="true" size={20} strokeWidth={1.5} />}
        onClick={() => router.push(`/match/?search=${encodeURIComponent(search.id)}`)}
      />
    </Group>
  );
}

function Head({ search, onMore }: Props) {
  const words = useListsT();
  const match = useMatchT();
  const audience = useAudienceT();
  const language = useLanguage();
  const { digest, unseen } = search;
  const told = digest && news(digest, words.searches);
  return (
    <div className="hairline flex items-start gap-2 py-3 ps-4 pe-2 [--inset:1rem]">
      <div className="min-w-0 flex-1 space-y-0.5">
        <h2 className="flex flex-wrap items-center gap-x-2 text-body font-semibold">
          <span className="wrap-anywhere">{search.name}</span>
          {unseen > 0 && (
            <span className="rounded-full bg-accent-fill px-2 py-0.5 text-foot font-medium text-on-accent">
              {words.searches.unseen(unseen)}
            </span>
          )}
        </h2>
        <p className="text-sub text-label-2">
          {summary(search.query, { match, audience, lists: words }, language)}
        </p>
        <p className="text-foot text-label-2">
          {digest
            ? `${words.searches.ran(formatAgo(digest.ran_at, new Date(), language))} · ${
                told && told.length > 0 ? told.join(", ") : words.searches.quiet
              }`
            : words.searches.never}
        </p>
      </div>
      <IconButton icon={Ellipsis} label={words.searches.menu(search.name)} onClick={onMore} />
    </div>
  );
}

/** The first few of each kind; the results themselves hold them all. */
const SHOWN = 5;

function News({ digest }: { digest: Digest }) {
  const words = useListsT().searches;
  return (
    <>
      {digest.new.length > 0 && (
        <Part title={words.freshTitle}>
          {digest.new.slice(0, SHOWN).map(({ influencer, platform, score }) => (
            <Who key={`${influencer.id} ${platform}`} card={influencer}>
              {points(score)}
            </Who>
          ))}
        </Part>
      )}
      {digest.changed.length > 0 && (
        <Part title={words.changedTitle}>
          {digest.changed.slice(0, SHOWN).map(({ influencer, platform, before, after }) => (
            <Who key={`${influencer.id} ${platform}`} card={influencer}>
              <span aria-hidden="true">{words.from(String(points(before)), String(points(after)))}</span>
              <span className="sr-only">
                {words.fromSpoken(String(points(before)), String(points(after)))}
              </span>
            </Who>
          ))}
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="hairline px-4 py-2 [--inset:1rem]">
      <h3 className="text-foot text-label-2">{title}</h3>
      <ul>{children}</ul>
    </div>
  );
}

function Who({ card, children }: { card: Card; children: ReactNode }) {
  return (
    <li className="flex min-h-11 items-center justify-between gap-3">
      <Link
        href={creatorHref(card.id, card.platform)}
        className="flex min-h-11 min-w-0 flex-1 items-center text-sub font-medium text-accent active:opacity-60"
      >
        <span className="truncate">{card.name || card.handle}</span>
      </Link>
      <span className="shrink-0 text-sub tabular-nums">{children}</span>
    </li>
  );
}

function Seen({ search }: { search: SavedSearch }) {
  const t = useT();
  const words = useListsT().searches;
  const seen = useSeen();
  const show = useToast((state) => state.show);
  return (
    <div className="hairline px-4 py-2 [--inset:1rem]">
      <Button
        look="soft"
        wide
        aria-label={words.seenName(search.name)}
        icon={<CheckCheck aria-hidden="true" size={20} strokeWidth={1.5} />}
        onClick={() => seen.mutate(search.id, { onError: (error) => show(errorText(error, t)) })}
      >
        {words.seen}
      </Button>
    </div>
  );
}
