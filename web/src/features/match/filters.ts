/** The filters of a search: what is active, in words, and without it. Pure. */
import type { Category, Filters, Platform, Threshold } from "@/api/types";
import { bucketName } from "@/lib/buckets";
import { formatCount, formatShare } from "@/lib/format";
import type { AudienceTexts } from "@/lib/i18n/audience";
import type { MatchTexts } from "@/lib/i18n/match";
import { CURRENCIES } from "@/lib/money";
import { countryName, languageName } from "@/lib/names";
import type { Language } from "@/lib/preferences";

export const PLATFORMS: readonly Platform[] = ["instagram", "youtube", "tiktok"];
export const DAYS = [7, 30, 90] as const;
export const categoriesOf = (t: MatchTexts): Category[] => Object.keys(t.category) as Category[];

export type Words = {
  match: MatchTexts;
  audience: AudienceTexts;
  platforms: Readonly<Record<Platform, string>>;
};
export type Chip = { key: string; label: string; without: Filters };

type ListName = "platforms" | "categories" | "countries" | "cities" | "languages";
type SpanName = "followers" | "engagement_rate" | "growth" | "views" | "price";
const RATES: readonly SpanName[] = ["engagement_rate", "growth"];
const SPANS: readonly SpanName[] = ["followers", "engagement_rate", "growth", "views", "price"];

/** Whether nothing can be both: "at least" is above "at most". */
export function isCrossed(filters: Filters, name: SpanName): boolean {
  const { min, max } = filters[name] ?? {};
  return min != null && max != null && min > max;
}

export const isPossible = (filters: Filters): boolean => SPANS.every((name) => !isCrossed(filters, name));

/** Without `name`. */
const drop = (filters: Filters, name: keyof Filters): Filters => {
  const { [name]: _, ...rest } = filters;
  return rest;
};

/** Sets a value, or leaves the filter out where there is none: what is empty filters nothing. */
export function put<Name extends keyof Filters>(
  filters: Filters,
  name: Name,
  value: Filters[Name] | undefined,
): Filters {
  const empty = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  return empty ? drop(filters, name) : { ...filters, [name]: value };
}

/** One end of a span; a span without ends is none. The currency of a price stays while one end does. */
export function putEnd(
  filters: Filters,
  name: SpanName,
  end: "min" | "max",
  value: number | undefined,
): Filters {
  const { [end]: _, ...other } = filters[name] ?? {};
  const ends = value === undefined ? other : { ...other, [end]: value };
  const open = (ends as { min?: number }).min === undefined && (ends as { max?: number }).max === undefined;
  if (open) return drop(filters, name);
  const whole = name === "price" ? { currency: filters.price?.currency ?? CURRENCIES[0], ...ends } : ends;
  return { ...filters, [name]: whole };
}

export const toggled = <T>(list: readonly T[] | undefined, item: T): T[] =>
  list?.includes(item) ? list.filter((other) => other !== item) : [...(list ?? []), item];

/** Groups of thousands that can be nothing else, whatever the language: "1.000.000", "1,000,000". */
const THOUSANDS = /^-?\d{1,3}([.,])\d{3}(\1\d{3})+$/;

/** "12.500" and "2,5" as Turkish writes them, "12,500" and "2.5" as English does; undefined for nothing, null for no number. */
export function readNumber(text: string, language: Language): number | undefined | null {
  const bare = text.replace(/[\s%]/g, "");
  if (bare === "") return undefined;
  if (THOUSANDS.test(bare)) return Number(bare.replace(/[.,]/g, ""));
  const [group, point] = language === "tr" ? [".", ","] : [",", "."];
  const plain = bare.split(group).join("").replace(point, ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

export const sameRule = (a: Threshold, b: Threshold): boolean =>
  a.dimension === b.dimension && a.bucket === b.bucket;

/** Another share for the same group replaces the first. */
export const withRule = (filters: Filters, rule: Threshold): Filters => ({
  ...filters,
  audience: [...(filters.audience ?? []).filter((other) => !sameRule(other, rule)), rule],
});

export function ruleText(
  { dimension, bucket, at_least }: Threshold,
  words: Words,
  language: Language,
): string {
  const name = bucketName(dimension, bucket, [bucket], words.audience, language);
  return words.match.filter.rule(name, formatShare(at_least / 100, language));
}

function listChips(filters: Filters, name: ListName, text: (value: string) => string): Chip[] {
  const values: readonly string[] = filters[name] ?? [];
  return values.map((value) => ({
    key: `${name} ${value}`,
    label: text(value),
    without: put(filters, name, values.filter((other) => other !== value) as never),
  }));
}

function spanChip(filters: Filters, name: SpanName, words: Words, language: Language): Chip[] {
  const span = filters[name];
  if (!span) return [];
  const t = words.match;
  const unit = name === "price" ? ` ${filters.price?.currency}` : "";
  const write = (value: number) =>
    RATES.includes(name) ? formatShare(value, language) : `${formatCount(value, language)}${unit}`;
  const title = name === "price" ? t.filter.price : t.sort[name];
  const { min, max } = span;
  const label =
    min != null && max != null
      ? t.filter.between(title, write(min), write(max))
      : min != null
        ? t.filter.from(title, write(min))
        : max != null
          ? t.filter.upTo(title, write(max))
          : name === "price"
            ? `${title}:${unit}`
            : null;
  return label === null ? [] : [{ key: name, label, without: drop(filters, name) }];
}

/** The form only asks for `true`; the API, and so a saved search, knows `false` as well. */
const either = (value: boolean | null | undefined, yes: string, no: string): string | undefined =>
  value == null ? undefined : value ? yes : no;

/** Every active filter with its words and with what is left when it goes. */
export function chips(filters: Filters, words: Words, language: Language): Chip[] {
  const { filter: t, category } = words.match;
  const one = (name: keyof Filters, label: string | undefined | false | null | 0): Chip[] =>
    label ? [{ key: name, label, without: drop(filters, name) }] : [];
  const percent = (value: number) => formatShare(value / 100, language);
  const count = (value: number) => formatCount(value, language);
  const { posted_within_days, checked_within_days, minors_at_most, confidence_at_least } = filters;
  return [
    ...listChips(filters, "platforms", (value) => words.platforms[value as Platform]),
    ...listChips(filters, "categories", (value) => category[value] ?? value),
    ...listChips(filters, "countries", (value) => countryName(value, language)),
    ...listChips(filters, "cities", (value) => value),
    ...listChips(filters, "languages", (value) => languageName(value, language)),
    ...SPANS.flatMap((name) => spanChip(filters, name, words, language)),
    ...one("posted_within_days", posted_within_days && t.postedChip(count(posted_within_days))),
    ...one("checked_within_days", checked_within_days && t.checkedChip(count(checked_within_days))),
    ...one("verified", either(filters.verified, t.verifiedChip, t.typedChip)),
    ...one("contactable", either(filters.contactable, t.contactableChip, t.silentChip)),
    ...(filters.audience ?? []).map((rule) => ({
      key: `audience ${rule.dimension} ${rule.bucket}`,
      label: ruleText(rule, words, language),
      without: put(
        filters,
        "audience",
        filters.audience?.filter((other) => !sameRule(other, rule)),
      ),
    })),
    ...one("minors_at_most", minors_at_most != null && t.minorsChip(percent(minors_at_most))),
    ...one(
      "confidence_at_least",
      confidence_at_least && t.confidenceChip[confidence_at_least >= 0.75 ? "high" : "medium"],
    ),
  ];
}
