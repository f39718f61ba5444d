/** What a printed report says of one creator: figures, bars beside the company's own, where the score comes from. Pure. */
import type { CreatorFit, CreatorScore, Match } from "@/api/types";
import type { Pair } from "@/components/PairTable";
import { bucketName } from "@/lib/buckets";
import { formatCompact, formatShare } from "@/lib/format";
import type { AudienceTexts } from "@/lib/i18n/audience";
import type { ListsTexts } from "@/lib/i18n/lists";
import type { MatchTexts } from "@/lib/i18n/match";
import { priceText } from "@/lib/money";
import type { Language } from "@/lib/preferences";
import { MEASURES, type Measure, points } from "@/lib/score";
import { OTHER } from "@/lib/shares";

/** As many rows as stay legible on paper. */
const ROWS = 6;
/** Differences below this many percentage points are not worth a mark. */
const MARKED = 0.03;

const signed = (difference: number, language: Language): string => {
  const text = new Intl.NumberFormat(language, { signDisplay: "exceptZero", maximumFractionDigits: 0 });
  return text.format(Math.round(difference * 100));
};

type Whole = CreatorScore["fit"][Measure];

/** Ages in order and all of them; of countries those with the most people on either side. */
export function pairsOf(name: Measure, { buckets }: Whole, t: AudienceTexts, language: Language): Pair[] {
  const largest = (bucket: Whole["buckets"][number]) => Math.max(bucket.creator, bucket.company);
  const rest = ({ bucket }: Whole["buckets"][number]) => (bucket === OTHER ? 1 : 0);
  const rows =
    name === "country" ? [...buckets].sort((a, b) => rest(a) - rest(b) || largest(b) - largest(a)) : buckets;
  const all = buckets.map(({ bucket }) => bucket);
  return rows
    .filter((row) => largest(row) > 0)
    .slice(0, ROWS)
    .map(({ bucket, creator, company, difference }) => ({
      key: bucket,
      name: bucketName(name, bucket, all, t, language),
      first: creator,
      second: company,
      firstText: formatShare(creator, language),
      secondText: formatShare(company, language),
      difference: signed(difference, language),
      marked: Math.abs(difference) >= MARKED,
    }));
}

/** The longest bar of one chart fills its width. */
export const scaleOf = (pairs: readonly Pair[]): number =>
  Math.max(0, ...pairs.flatMap(({ first, second }) => [first, second]));

/** Dimensions with numbers of both sides, in the order of their weight; the others are said in words. */
export const charted = ({ fit }: CreatorScore): Measure[] =>
  MEASURES.filter(
    (name) =>
      fit[name].weight > 0 && fit[name].creator_state !== "missing" && fit[name].company_state !== "missing",
  );

export type Reason = { name: Measure; similarity: string; weight: string; adds: string; known: boolean };

/** The rows sum to the score. */
export const reasons = ({ fit }: Pick<Match, "fit">, language: Language): Reason[] =>
  MEASURES.map((name) => ({
    name,
    similarity: String(points(fit[name].similarity)),
    weight: formatShare(fit[name].weight, language),
    adds: new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(fit[name].contribution * 100),
    known: fit[name].creator_state !== "missing",
  }));

export type Figure = { name: string; value: string };

/** Only what is known. */
export function figuresOf(
  { influencer }: Match,
  t: ListsTexts["report"],
  creator: MatchTexts["creator"],
  language: Language,
): Figure[] {
  const { followers, engagement_rate, growth, views, price } = influencer;
  const money = price === null ? null : priceText(price, creator, language);
  const percent = new Intl.NumberFormat(language, {
    style: "percent",
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  });
  return [
    followers !== null && { name: t.followers, value: formatCompact(followers, language) },
    engagement_rate !== null && { name: t.engagement, value: formatShare(engagement_rate, language) },
    growth !== null && { name: t.growth, value: percent.format(growth) },
    views !== null && { name: t.views, value: formatCompact(Math.round(views), language) },
    money !== null && { name: t.price, value: money },
  ].filter((figure) => figure !== false);
}

/** "Ülke %40, Yaş %30": what counted how much. */
export const weightsText = (weights: CreatorFit["weights"], t: AudienceTexts, language: Language): string =>
  MEASURES.filter((name) => weights[name] > 0)
    .map((name) => `${t.dimension[name] ?? name} ${formatShare(weights[name], language)}`)
    .join(", ");
