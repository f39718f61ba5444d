/** How a company that fits reads to an influencer: what it says of itself, and how alike, never by what numbers. Pure. */
import type { CompanyMatch } from "@/api/lists";
import type { Connection, Creator, Platform } from "@/api/types";
import type { AudienceTexts } from "@/lib/i18n/audience";
import { countryName, languageName } from "@/lib/names";
import type { Language } from "@/lib/preferences";
import { MEASURES, type Measure, points } from "@/lib/score";

type Scored = CompanyMatch["scores"][number];

/** Platforms whose audience this person shares right now, in one order everywhere. */
export const sharedPlatforms = (connections: readonly Connection[]): Platform[] =>
  (["instagram", "youtube", "tiktok"] as const).filter((platform) =>
    connections.some(({ provider, share_with_brands }) => provider === platform && share_with_brands),
  );

/** The best platform first; they are not blended. */
export const byScore = (scores: readonly Scored[]): Scored[] => [...scores].sort((a, b) => b.score - a.score);

export type Bar = { key: Measure; name: string; share: number; text: string };

export const bars = ({ fit }: Scored, t: AudienceTexts): Bar[] =>
  MEASURES.map((name) => ({
    key: name,
    name: t.dimension[name] ?? name,
    share: fit[name],
    text: String(points(fit[name])),
  }));

/** "Moda, Seyahat · Türkiye, Almanya · Türkçe" */
export const aboutText = (
  {
    categories,
    countries,
    languages,
  }: Pick<CompanyMatch["company"], "categories" | "countries" | "languages">,
  names: Readonly<Record<string, string>>,
  language: Language,
): string =>
  [
    categories.map((category) => names[category] ?? category),
    countries.map((code) => countryName(code, language)),
    languages.map((code) => languageName(code, language)),
  ]
    .map((list) => list.join(", "))
    .filter(Boolean)
    .join(" · ");

type Dimension = Creator["platforms"][number]["dimensions"][number];
export type Shown = Dimension["buckets"];
const SHOWN = 5;

/** What a brand sees first of a dimension: ages in order, countries by size. */
export const shownBuckets = ({ name, buckets }: Dimension): Shown =>
  name === "age" ? buckets : [...buckets].sort((a, b) => b.share - a.share).slice(0, SHOWN);
