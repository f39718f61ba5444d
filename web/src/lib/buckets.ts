/** How the parts of an audience are called: "TR" -> "Türkiye", "18-24" -> "18–24", "female" -> "Kadın". Pure. */
import type { AudienceTexts } from "./i18n/audience";
import { countryName, languageName } from "./names";
import type { Language } from "./preferences";

/** Those that an audience is compared by, in their order. */
export const AGES = ["18-24", "25-34", "35-44", "45-54", "55-64", "65+"] as const;
export const GENDERS = ["female", "male"] as const;

/** `all` are the buckets of the dimension: a city is called by its short name where that says which one. */
export function bucketName(
  dimension: string,
  bucket: string,
  all: readonly string[],
  t: AudienceTexts,
  language: Language,
): string {
  const known = t.bucket[bucket];
  if (known) return known;
  if (dimension === "city") return cityName(bucket, all);
  if (dimension === "country") return countryName(bucket, language);
  if (dimension === "language") return languageName(bucket, language);
  return dimension === "age" ? bucket.replace("-", "–") : bucket;
}

/** "Istanbul, Istanbul Province" -> "Istanbul", unless that name is there twice. */
function cityName(city: string, all: readonly string[]): string {
  const short = (text: string) => text.split(",")[0] ?? text;
  return all.filter((other) => short(other) === short(city)).length > 1 ? city : short(city);
}
