/** How matches are asked for, ordered and read. Pure. */
import type { Card, Filters, Match, SearchPage, SearchRequest, Sort } from "@/api/types";
import { formatCompact, formatCount, formatShare } from "@/lib/format";
import type { MatchTexts } from "@/lib/i18n/match";
import { countryName } from "@/lib/names";
import type { Language } from "@/lib/preferences";
import { MEASURES, normal, type Score, sameWeights, scoreOf, type Weights } from "@/lib/score";

const SORTS: readonly Sort[] = [
  "score",
  "cautious",
  "confidence",
  "followers",
  "engagement_rate",
  "growth",
  "views",
  "posted",
  "checked",
  "price",
];

/** Prices are compared within the currency that is filtered by: 500 lira are not more than 20 dollars. */
export const sortsFor = (filters: Filters): readonly Sort[] =>
  filters.price ? SORTS : SORTS.filter((sort) => sort !== "price");

export const sortFor = (sort: Sort, filters: Filters): Sort =>
  sortsFor(filters).includes(sort) ? sort : "score";

type Wish = { filters: Filters; text: string; sort: Sort; weights: Weights; audience: string | null };

/** null while no weight is given to anything: then there is nothing to ask. */
export function toRequest({ filters, text, sort, weights, audience }: Wish): SearchRequest | null {
  const parts = normal(weights);
  if (!parts) return null;
  const words = text.trim();
  return {
    filters: { ...filters, ...(words ? { text: words } : {}) },
    weights: { ...parts },
    audience,
    sort: sortFor(sort, filters),
  };
}

export type Ranked = { match: Match; score: Score };

/** What the order depends on, the best first; null where the order is not a matter of weights. */
const RANKS: Partial<Record<Sort, (score: Score) => number>> = {
  score: ({ score }) => score,
  cautious: ({ score, error }) => score - error,
  confidence: ({ confidence }) => confidence,
};

/** The server's word where it knows these weights, else the same sum done here. */
const liveScore = (match: Match, answered: boolean, weights: Weights): Score =>
  answered
    ? {
        score: match.score,
        average: match.average_score,
        confidence: match.confidence,
        label: match.confidence_label,
        error: match.standard_error,
      }
    : scoreOf(match.fit, weights);

/** All that is loaded, with the scores of these weights: an order that depends on them follows at once. */
export function ranked(pages: readonly SearchPage[], sliders: Weights, sort: Sort): Ranked[] {
  const used = pages[0]?.weights;
  const weights = normal(sliders) ?? used;
  if (!used || !weights) return [];
  const answered = sameWeights(used, weights);
  const rows = pages.flatMap(({ items }) =>
    items.map((match) => ({ match, score: liveScore(match, answered, weights) })),
  );
  const rank = RANKS[sort];
  return answered || !rank ? rows : rows.sort((a, b) => rank(b.score) - rank(a.score));
}

/** A creator is there once for each platform. */
export const keyOf = ({ influencer, platform }: Match): string => `${influencer.id} ${platform}`;

/** An estimate is written with two digits: more would claim too much. */
const roughly = (count: number): number => {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(count, 1))) - 1);
  return Math.round(count / step) * step;
};

type Count = Pick<SearchPage, "matched" | "exact">;

export const countText = ({ matched, exact }: Count, t: MatchTexts, language: Language): string =>
  exact ? t.matched(formatCount(matched, language)) : t.about(formatCount(roughly(matched), language));

/** What the button under the filters says. */
export function showText(count: Count | undefined, t: MatchTexts, language: Language): string {
  if (!count) return t.filter.showSome;
  if (count.matched === 0) return t.filter.showNone;
  return count.exact
    ? t.filter.show(formatCount(count.matched, language))
    : t.filter.showAbout(formatCount(roughly(count.matched), language));
}

/** "12,4 B takipçi", or subscribers where they are called so. */
export function followersText(card: Card, t: MatchTexts, language: Language): string | null {
  if (card.followers === null) return null;
  const count = formatCompact(card.followers, language);
  return card.platform === "youtube" ? t.card.subscribers(count) : t.card.followers(count);
}

/** "Türkiye · 12,4 B takipçi" */
export const cardText = (card: Card, t: MatchTexts, language: Language): string =>
  [followersText(card, t, language), card.country && countryName(card.country, language)]
    .filter(Boolean)
    .join(" · ");

/** How far both audiences coincide in each dimension; a dimension nobody told is left out. */
export const bars = ({ fit }: Match, t: MatchTexts, language: Language) =>
  MEASURES.filter(
    (name) => fit[name].creator_state !== "missing" && fit[name].company_state !== "missing",
  ).map((name) => ({
    key: name,
    name: t.dimension[name],
    share: fit[name].overlap,
    text: formatShare(fit[name].overlap, language),
  }));
