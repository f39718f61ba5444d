/** How an audience reads: names, order, scale, and what has to be said beside the numbers. Pure. */
import type { Audience, Dimension, Provider } from "@/api/types";
import { bucketName as nameOf } from "@/lib/buckets";
import { dayOnly, formatCompact, formatCount, formatDay, formatShare } from "@/lib/format";
import type { AudienceTexts } from "@/lib/i18n/audience";
import type { Language } from "@/lib/preferences";

export const DIMENSIONS = ["age", "gender", "country", "city", "device", "language"] as const;
export type DimensionName = (typeof DIMENSIONS)[number];

const ORDER: readonly Provider[] = ["ga4", "instagram", "youtube", "tiktok"];
const isCompany = ({ provider }: Audience): boolean => provider === "ga4";

/** What this role looks at: a company its site, an influencer the accounts; side by side in a fixed order. */
export const shownFor = (role: "company" | "influencer", audiences: readonly Audience[]): Audience[] =>
  audiences
    .filter((audience) => isCompany(audience) === (role === "company"))
    .sort((a, b) => ORDER.indexOf(a.provider) - ORDER.indexOf(b.provider));

/** Whether anything is known of those who bought: some sites sell nothing, others are too small to tell. */
export const hasCustomers = ({ customers }: Audience): boolean =>
  customers.some(({ state }) => state === "value");

/** The same account with its customers in the place of all users. */
export const customersOf = (audience: Audience): Audience =>
  hasCustomers(audience) ? { ...audience, dimensions: audience.customers } : audience;

const dimensionOf = (audience: Audience, name: DimensionName): Dimension | undefined =>
  audience.dimensions.find((dimension) => dimension.name === name);

/** Dimensions that at least one of the accounts can have; all columns show these, so that rows lie side by side. */
export const rowsOf = (audiences: readonly Audience[]): DimensionName[] =>
  DIMENSIONS.filter((name) =>
    audiences.some((audience) => {
      const dimension = dimensionOf(audience, name);
      return dimension !== undefined && dimension.reason !== "not_offered";
    }),
  );

/** The longest bar of a dimension in all columns is full, so that bars of different accounts can be compared. */
export const scaleOf = (audiences: readonly Audience[], name: DimensionName): number =>
  Math.max(
    0,
    ...audiences.flatMap((audience) => dimensionOf(audience, name)?.buckets.map(({ share }) => share) ?? []),
  );

export const bucketName = (
  { name, buckets }: Dimension,
  bucket: string,
  t: AudienceTexts,
  language: Language,
): string =>
  nameOf(
    name,
    bucket,
    buckets.map((entry) => entry.bucket),
    t,
    language,
  );

const GENDERS = ["female", "male", "user_specified", "other"];

/** Genders in one order everywhere, so that columns can be compared; the others as they come: ages in order, then by size. */
export const bucketsOf = ({ name, buckets }: Dimension): Dimension["buckets"] =>
  name === "gender"
    ? [...buckets].sort((a, b) => GENDERS.indexOf(a.bucket) - GENDERS.indexOf(b.bucket))
    : buckets;

/** A bar chart shows this many at first; whole ages and genders always. */
export const SHOWN_FIRST = 6;

/** How many people stand behind the numbers: "12.400 kişiye dayanıyor"; a cautious cap where nobody counted people. */
export const sampleText = (
  { sample_size, source, unit }: Dimension,
  t: AudienceTexts,
  language: Language,
): string => {
  const counted = unit === "people" && source.provenance === "reported";
  return (counted ? t.sample : t.sampleAtMost)(formatCount(Math.round(sample_size), language));
};

/** Where from and of which days: "Instagram, 24 Eki – 21 Kas" */
export function sourceText(
  { window }: Dimension,
  provider: string,
  t: AudienceTexts,
  now: Date,
  language: Language,
): string {
  const day = (iso: string) => formatDay(dayOnly(iso), now, language);
  const span = window.start === window.end ? day(window.end) : t.window(day(window.start), day(window.end));
  return `${provider}, ${span}`;
}

/** Shares below this are not worth a sentence. */
const WORTH = 0.005;

/** What else a reader has to know, each as a sentence. */
export function notes(dimension: Dimension, t: AudienceTexts, language: Language): string[] {
  const { known_n, other_n, unknown_n, minors_n } = dimension;
  const total = known_n + other_n + unknown_n + minors_n;
  const unknown = total > 0 ? unknown_n / total : 0;
  const percent = (share: number) => formatShare(share, language);
  const minors = dimension.name === "age" ? dimension.minors_share : 0;
  return [
    dimension.unit === "views" && t.note.views,
    dimension.source.provenance === "derived" && t.note.derived,
    dimension.thresholded && t.note.thresholded,
    dimension.truncated && t.note.truncated,
    dimension.sampling_rate < 1 && t.note.sampled(percent(dimension.sampling_rate)),
    unknown >= WORTH && t.note.unknown(percent(unknown)),
    minors > 0 && t.note.minors(percent(minors)),
  ].filter((note) => note !== false);
}

/** Why there is nothing to see. */
export const reasonText = (reason: string | null, t: AudienceTexts): string =>
  t.reason[reason ?? "unknown"] ?? t.reason.unknown ?? "";

/** The numbers worth a place above the charts, per provider. */
const HEADLINES: Readonly<Record<Provider, readonly string[]>> = {
  ga4: ["active_users", "new_users", "sessions", "engagement_rate"],
  instagram: ["followers", "reach", "engaged", "views"],
  youtube: ["followers", "views", "watch_minutes", "likes"],
  tiktok: ["followers"],
};

const metricName = (metric: string, provider: Provider, t: AudienceTexts): string =>
  (metric === "followers" && provider === "youtube" ? t.metric.subscribers : t.metric[metric]) ?? metric;

export type Figure = { name: string; value: string };

export function figures({ provider, metrics }: Audience, t: AudienceTexts, language: Language): Figure[] {
  return HEADLINES[provider].flatMap((metric) => {
    const found = metrics.find((entry) => entry.metric === metric);
    if (!found) return [];
    const value =
      metric === "engagement_rate"
        ? formatShare(found.value, language)
        : formatCompact(found.value, language);
    return [{ name: metricName(metric, provider, t), value }];
  });
}

export type Trend = { name: string; points: Audience["series"][number]["points"] };

/**
 * The one line of an account: followers, or active users of a site. Null while there is no line to draw, and for numbers
 * that were typed: nobody knows what was between them.
 */
export function trendOf({ provider, provenance, series }: Audience, t: AudienceTexts): Trend | null {
  if (provenance === "self_reported") return null;
  const found = series.find(({ points }) => points.length > 1);
  return found ? { name: metricName(found.metric, provider, t), points: found.points } : null;
}
