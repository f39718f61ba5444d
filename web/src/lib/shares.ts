/** Shares as people type them, in percent: reading them, adding them up, and the parts of 1 they become. Pure. */

export const OTHER = "other";

/** "45,5", "45.5" and "%45,5" are 45.5; null for what is no percentage, also for nothing. */
export function readPercent(text: string): number | null {
  const found = /^%?\s*(\d{1,3}(?:[.,]\d{1,6})?|[.,]\d{1,6})\s*%?$/.exec(text.trim());
  const value = found?.[1] ? Number(found[1].replace(",", ".")) : null;
  return value !== null && value <= 100 ? value : null;
}

export type Sum = { state: "empty" | "fine" | "off"; value: number };

/** What a part adds up to so far; 98 to 102 is fine, as rounded percentages rarely make 100. */
export function sumOf(texts: readonly string[]): Sum {
  const filled = texts.filter((text) => text.trim() !== "");
  const value = Math.round(filled.reduce((sum, text) => sum + (readPercent(text) ?? 0), 0) * 100) / 100;
  if (filled.length === 0) return { state: "empty", value };
  return { state: value >= 98 && value <= 102 ? "fine" : "off", value };
}

/** What is wrong with one part: its boxes that hold no share, or else its sum. The words are the API's (docs/audience.md). */
export function shareFaults(
  name: string,
  entries: readonly (readonly [string, string])[],
): { field: string; reason: "share_invalid" | "sum_off" }[] {
  const filled = entries.filter(([, text]) => text.trim() !== "");
  const broken = filled.filter(([, text]) => readPercent(text) === null);
  if (broken.length > 0)
    return broken.map(([bucket]) => ({ field: `${name}.${bucket}`, reason: "share_invalid" }));
  return sumOf(filled.map(([, text]) => text)).state === "off" ? [{ field: name, reason: "sum_off" }] : [];
}

/** Percent to parts of 1 without the dust of floating point: 45.5 -> 0.455. */
export const toShares = (entries: readonly (readonly [string, string])[]): Record<string, number> =>
  Object.fromEntries(
    entries
      .filter(([bucket, text]) => bucket !== "" && text.trim() !== "")
      .map(([bucket, text]) => [bucket, Number(((readPercent(text) ?? 0) / 100).toFixed(8))]),
  );

/** Parts of 1 as somebody would type them: 0.455 -> "45,5" */
export const toPercent = (share: number, comma = true): string => {
  const text = String(Number((share * 100).toFixed(2)));
  return comma ? text.replace(".", ",") : text;
};

/** One row of a list of countries; `key` stays while the row does. */
export type CountryShare = { key: number; code: string; percent: string };
export type CountryShares = { countries: readonly CountryShare[]; otherCountries: string };

export const emptyCountries = (rows: number): CountryShares => ({
  countries: Array.from({ length: rows }, (_, key) => ({ key, code: "", percent: "" })),
  otherCountries: "",
});

export const countryTexts = ({ countries, otherCountries }: CountryShares): string[] => [
  ...countries.map(({ percent }) => percent),
  otherCountries,
];

export const countryEntries = ({ countries, otherCountries }: CountryShares): [string, string][] => [
  ...countries.map(({ code, percent }): [string, string] => [code, percent]),
  [OTHER, otherCountries],
];

/** A share of nobody in particular, or of somebody twice. */
export function countryFault({ countries }: CountryShares): "nameless" | { twice: string } | null {
  const codes = countries.filter(({ code, percent }) => code && percent.trim()).map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice) return { twice };
  return countries.some(({ code, percent }) => !code && percent.trim() !== "") ? "nameless" : null;
}
