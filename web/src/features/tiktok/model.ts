/** The numbers a creator types: reading them, adding them up, and the report they become. Pure. */
import type { Fault } from "@/api/problem";
import type { TikTokReport } from "@/api/types";

/** As TikTok's own screen parts them; 55+ becomes two of ours on the server. */
export const AGES = ["18-24", "25-34", "35-44", "45-54", "55+"] as const;
export const GENDERS = ["female", "male", "other"] as const;
export const OTHER = "other";
/** TikTok names this many countries; more can be added. */
const COUNTRY_ROWS = 3;
export const MAX_COUNTRIES = 20;

export type Country = { key: number; code: string; percent: string };
export type Draft = {
  handle: string;
  date: string;
  followers: string;
  age: Record<string, string>;
  gender: Record<string, string>;
  countries: readonly Country[];
  otherCountries: string;
};

export const emptyDraft = (today: string): Draft => ({
  handle: "",
  date: today,
  followers: "",
  age: {},
  gender: {},
  countries: Array.from({ length: COUNTRY_ROWS }, (_, key) => ({ key, code: "", percent: "" })),
  otherCountries: "",
});

/** "2026-11-21" of the person's own day. */
export const localDay = (now: Date): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;

/** "45,5", "45.5" and "%45,5" are 45.5; null for what is no percentage, also for nothing. */
export function readPercent(text: string): number | null {
  const found = /^%?\s*(\d{1,3}(?:[.,]\d{1,6})?|[.,]\d{1,6})\s*%?$/.exec(text.trim());
  const value = found?.[1] ? Number(found[1].replace(",", ".")) : null;
  return value !== null && value <= 100 ? value : null;
}

/** "12.400", "12 400" and "12,400" are 12400; null for what is no count of people. */
export function readCount(text: string): number | null {
  const plain = /^\d{1,10}$|^\d{1,3}(?:([., \u00a0\u202f'])\d{3})(?:\1\d{3})*$/;
  if (!plain.test(text.trim())) return null;
  const value = Number(text.replace(/\D/g, ""));
  return value > 0 && value <= 1_000_000_000 ? value : null;
}

const written = (texts: readonly string[]): string[] => texts.filter((text) => text.trim() !== "");

export type Sum = { state: "empty" | "fine" | "off"; value: number };

/** What a part adds up to so far; 98 to 102 is fine, as rounded percentages rarely make 100. */
export function sumOf(texts: readonly string[]): Sum {
  const filled = written(texts);
  const value = Math.round(filled.reduce((sum, text) => sum + (readPercent(text) ?? 0), 0) * 100) / 100;
  if (filled.length === 0) return { state: "empty", value };
  return { state: value >= 98 && value <= 102 ? "fine" : "off", value };
}

export const countryTexts = ({ countries, otherCountries }: Draft): string[] => [
  ...countries.map(({ percent }) => percent),
  otherCountries,
];

type Part = "age" | "gender" | "country";

const partFaults = (name: Part, entries: readonly (readonly [string, string])[]): Fault[] => {
  const filled = entries.filter(([, text]) => text.trim() !== "");
  const broken = filled.filter(([, text]) => readPercent(text) === null);
  if (broken.length > 0)
    return broken.map(([bucket]) => ({ line: null, field: `${name}.${bucket}`, reason: "share_invalid" }));
  return sumOf(filled.map(([, text]) => text)).state === "off"
    ? [{ line: null, field: name, reason: "sum_off" }]
    : [];
};

const countryEntries = ({ countries, otherCountries }: Draft): [string, string][] => [
  ...countries.map(({ code, percent }): [string, string] => [code, percent]),
  [OTHER, otherCountries],
];

const HANDLE = /^@?[A-Za-z0-9._]{2,24}$/;

/** What the server would refuse, told before it is sent, in its own words (docs/audience.md). */
export function draftFaults(draft: Draft, today: string): Fault[] {
  const fault = (field: string, reason: string): Fault => ({ line: null, field, reason });
  const codes = draft.countries.filter(({ code, percent }) => code && percent.trim()).map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  const nameless = draft.countries.some(({ code, percent }) => !code && percent.trim() !== "");
  const parts = [
    ...partFaults("age", Object.entries(draft.age)),
    ...partFaults("gender", Object.entries(draft.gender)),
    ...partFaults("country", countryEntries(draft)),
  ];
  const anything = written([
    ...Object.values(draft.age),
    ...Object.values(draft.gender),
    ...countryTexts(draft),
  ]);
  return [
    ...(HANDLE.test(draft.handle.trim()) ? [] : [fault("handle", "handle_invalid")]),
    ...(draft.date === "" ? [fault("as_of", "date_invalid")] : []),
    ...(draft.date > today ? [fault("as_of", "date_in_future")] : []),
    ...(readCount(draft.followers) === null ? [fault("followers", "followers_invalid")] : []),
    ...(anything.length === 0 ? [fault("share", "empty")] : []),
    ...(nameless ? [fault("country", "bucket_unknown")] : []),
    ...(twice ? [fault(`country.${twice}`, "bucket_repeated")] : []),
    ...parts,
  ];
}

/** Percent to parts of 1 without the dust of floating point: 45.5 -> 0.455. */
const toShares = (entries: readonly (readonly [string, string])[]): Record<string, number> =>
  Object.fromEntries(
    entries
      .filter(([bucket, text]) => bucket !== "" && text.trim() !== "")
      .map(([bucket, text]) => [bucket, Number(((readPercent(text) ?? 0) / 100).toFixed(8))]),
  );

/** Only of a draft without faults. */
export function toReport(draft: Draft): TikTokReport {
  const dimensions = {
    age: toShares(Object.entries(draft.age)),
    gender: toShares(Object.entries(draft.gender)),
    country: toShares(countryEntries(draft)),
  };
  return {
    form: {
      handle: draft.handle.trim(),
      as_of: draft.date,
      followers: readCount(draft.followers) ?? 0,
      dimensions: Object.fromEntries(
        Object.entries(dimensions).filter(([, shares]) => Object.keys(shares).length > 0),
      ),
    },
  };
}
