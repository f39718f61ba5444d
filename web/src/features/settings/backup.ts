/** What the page of upload rules offers, and how a choice becomes a rule. Pure. */
import type { RulesWish, SavedRules } from "@/api/rules";

export type Hours = RulesWish["windows"][number];

/** The limits of the API. */
export const MOST_HOURS = 8;
/** What a first window is: a phone lies on its charger then. */
export const NIGHT: Hours = { start: "22:00", end: "06:00" };

const HOUR = 60;
const MB = 1024 * 1024;
export const INTERVALS = [0, HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR, 7 * 24 * HOUR] as const;
export const SIZES = [5 * MB, 25 * MB, 100 * MB, 1024 * MB, 5 * 1024 * MB] as const;

/** Kinds of files as a person tells them apart, and the media types that they are. */
export const KINDS = {
  image: ["image/*"],
  video: ["video/*"],
  audio: ["audio/*"],
  document: ["application/*", "text/*"],
} as const;
export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as Kind[];

export const hasKind = (types: readonly string[], kind: Kind): boolean =>
  KINDS[kind].every((type) => types.includes(type));

/** With or without a kind. What another client has listed by name stays; every kind together is no limit. */
export function withKind(types: readonly string[], kind: Kind, chosen: boolean): string[] {
  const own: readonly string[] = KINDS[kind];
  const others = types.filter((type) => !own.includes(type));
  const next = chosen ? [...others, ...own] : others;
  return KIND_NAMES.every((name) => hasKind(next, name)) ? [] : next;
}

/** What may be chosen, and what is set although it is not among it (by another client), in order. */
export const choices = (offered: readonly number[], set: number): number[] =>
  [...new Set([...offered, set])].sort((a, b) => a - b);

/** The rules without what the server adds. */
export const wish = ({ rev: _, saved_at: __, ...rules }: SavedRules): RulesWish => rules;

/** A zone that the API takes; browsers have others too ("GMT", "+03:00"), and then the one that is set stays. */
export const zoneOr = (device: string | undefined, set: string): string =>
  device && /^(UTC|[A-Z][A-Za-z]+(\/[A-Za-z0-9_+-]+){1,2})$/.test(device) ? device : set;

/** "22:00–06:00, 12:30–13:00" */
export const shortly = (windows: readonly Hours[]): string =>
  windows.map(({ start, end }) => `${start}–${end}`).join(", ");
