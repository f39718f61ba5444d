/** The numbers a creator types: reading them, adding them up, and the report they become. Pure. */
import type { Fault } from "@/api/problem";
import type { TikTokReport } from "@/api/types";
import {
  type CountryShares,
  countryEntries,
  countryFault,
  countryTexts,
  emptyCountries,
  shareFaults,
  toShares,
} from "@/lib/shares";

/** As TikTok's own screen parts them; 55+ becomes two of ours on the server. */
export const AGES = ["18-24", "25-34", "35-44", "45-54", "55+"] as const;
export const GENDERS = ["female", "male", "other"] as const;
/** TikTok names this many countries; more can be added. */
const COUNTRY_ROWS = 3;

export type Draft = {
  handle: string;
  date: string;
  followers: string;
  age: Record<string, string>;
  gender: Record<string, string>;
} & CountryShares;

export const emptyDraft = (today: string): Draft => ({
  handle: "",
  date: today,
  followers: "",
  age: {},
  gender: {},
  ...emptyCountries(COUNTRY_ROWS),
});

/** "2026-11-21" of the person's own day. */
export const localDay = (now: Date): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;

/** "12.400", "12 400" and "12,400" are 12400; null for what is no count of people. */
export function readCount(text: string): number | null {
  const plain = /^\d{1,10}$|^\d{1,3}(?:([., \u00a0\u202f'])\d{3})(?:\1\d{3})*$/;
  if (!plain.test(text.trim())) return null;
  const value = Number(text.replace(/\D/g, ""));
  return value > 0 && value <= 1_000_000_000 ? value : null;
}

const written = (texts: readonly string[]): string[] => texts.filter((text) => text.trim() !== "");

type Part = "age" | "gender" | "country";

const partFaults = (name: Part, entries: readonly (readonly [string, string])[]): Fault[] =>
  shareFaults(name, entries).map((found) => ({ line: null, ...found }));

const HANDLE = /^@?[A-Za-z0-9._]{2,24}$/;

/** What the server would refuse, told before it is sent, in its own words (docs/audience.md). */
export function draftFaults(draft: Draft, today: string): Fault[] {
  const fault = (field: string, reason: string): Fault => ({ line: null, field, reason });
  const country = countryFault(draft);
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
    ...(country === "nameless" ? [fault("country", "bucket_unknown")] : []),
    ...(country && country !== "nameless" ? [fault(`country.${country.twice}`, "bucket_repeated")] : []),
    ...parts,
  ];
}

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
