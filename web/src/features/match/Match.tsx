"use client";
import { Target, UserRoundSearch } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { creatorHref } from "@/api/match";
import { ApiError } from "@/api/problem";
import type { Platform, SearchRequest } from "@/api/types";
import { buttonClass } from "@/components/Button";
import { Group } from "@/components/Group";
import { Link } from "@/components/Link";
import { Screen } from "@/components/Screen";
import { Notice } from "@/components/State";
import { useWide } from "@/lib/browser";
import { useLanguage } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { useMatching } from "@/lib/matching";
import { useSettled } from "@/lib/useSettled";
import { FilterSheet } from "./FilterSheet";
import { MatchList } from "./MatchList";
import { countText, keyOf, type Ranked, ranked, sortFor, toRequest } from "./model";
import { useOpened } from "./opened";
import { useMatches, useMoreMatches } from "./queries";
import { useSearch } from "./store";
import { SortPicker, Toolbar } from "./Toolbar";
import { Weights } from "./Weights";

type Props = {
  /** A creator beside the list, where there is room. */
  detail: (id: string, platform: Platform | null) => ReactNode;
  /** What can be done with a search as it stands. */
  save?: (request: SearchRequest) => ReactNode;
  /** Ways to what belongs to it: lists, saved searches, the profile. */
  links?: ReactNode;
};

/** Long enough that a slider or a word on its way asks once. */
const STILL_MS = 400;

/** Creators ranked by how well their audience fits; scores follow the sliders at once, the server's answer a moment later. */
export function Match({ detail, save, links }: Props) {
  const t = useMatchT();
  const wide = useWide();
  const router = useRouter();
  const query = useSearchParams();
  const { filters, sort, text, setFilters, setText } = useSearch();
  const { weights, audience } = useMatching();
  const opening = useOpened();
  const request = opening ? null : toRequest({ filters, text, sort, weights, audience });
  const wish = useSettled(request, STILL_MS, JSON.stringify);
  const list = useMatches(wish);
  const more = useMoreMatches(list, wish);
  const rows = list.data && ranked(list.data.pages, weights, sortFor(sort, filters));
  const id = query.get("id");
  const platform = query.get("platform") as Platform | null;
  const open = ({ match }: Ranked) => {
    const href = creatorHref(match.influencer.id, match.platform);
    if (wide) router.push(href.replace("/influencer/", "/match/"), { scroll: false });
    else router.push(href);
  };
  const clear = () => {
    setFilters({});
    setText("");
  };
  if (!list.data && list.error instanceof ApiError && list.error.code === "audience_missing")
    return (
      <Screen title={t.title}>
        {links}
        <NoAudience />
      </Screen>
    );
  const selected = rows?.find(
    ({ match }) => match.influencer.id === id && (platform ?? match.platform) === match.platform,
  );
  return (
    <Screen title={t.title}>
      <div className="lg:grid lg:grid-cols-2 lg:items-start lg:gap-6">
        <div className="min-w-0">
          {links}
          <Toolbar save={wish && save?.(wish)} />
          <Weights />
          <ListHead list={list} />
          <MatchList
            list={list}
            rows={rows}
            selected={wide && selected ? keyOf(selected.match) : null}
            onOpen={open}
            onMore={more}
            filtered={Object.keys(filters).length > 0 || text.trim() !== ""}
            onClear={clear}
          />
        </div>
        {wide && (
          <aside
            aria-label={t.details}
            className="sticky top-20 max-h-[calc(100dvh-6rem)] overflow-y-auto overscroll-contain rounded-card"
          >
            {id ? detail(id, platform) : <Notice icon={UserRoundSearch} title={t.pick} />}
          </aside>
        )}
      </div>
      <FilterSheet />
    </Screen>
  );
}

/** How many there are, counted or estimated, and their order. */
function ListHead({ list }: { list: ReturnType<typeof useMatches> }) {
  const t = useMatchT();
  const language = useLanguage();
  const page = list.data?.pages[0];
  const renewing = list.isPlaceholderData && list.isFetching;
  return (
    <div className="mb-1 px-4">
      <div className="flex items-center justify-between gap-3">
        <p role="status" className="text-foot text-label-2 tabular-nums">
          {page && (renewing ? t.updating : countText(page, t, language))}
        </p>
        <SortPicker />
      </div>
      {page?.youtube_scores === "off" && <p className="pb-2 text-foot text-label-2">{t.score.youtubeOff}</p>}
    </div>
  );
}

/** Nothing to match against: the two ways to an audience. */
function NoAudience() {
  const { audience: t } = useMatchT();
  return (
    <Group>
      <Notice
        icon={Target}
        title={t.missingTitle}
        text={t.missingText}
        action={
          <div className="flex flex-col gap-3">
            <Link href="/connections/" className={buttonClass("filled", true)}>
              {t.connect}
            </Link>
            <Link href="/audiences/" className={buttonClass("soft", true)}>
              {t.define}
            </Link>
          </div>
        }
      />
    </Group>
  );
}
