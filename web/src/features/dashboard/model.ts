/** What the first page says. Pure. */
import type { Summary } from "@/api/types";
import type { Dictionary } from "@/lib/i18n";

export function greeting(hour: number, name: string | null | undefined, t: Dictionary): string {
  const word =
    hour < 5 ? t.home.evening : hour < 12 ? t.home.morning : hour < 18 ? t.home.day : t.home.evening;
  const first = name?.trim().split(/\s+/)[0];
  return first ? t.home.greet(word, first) : word;
}

/** Nearly full is said before it hurts: below 2 % of the space, or less than one file. */
const LOW_SHARE = 0.02;

export const isFull = ({ quota }: Summary): boolean => quota.free <= quota.limit * LOW_SHARE;

export const isEmpty = ({ counts }: Summary): boolean => counts.photo + counts.file === 0;

/** Whole rows of three, two at most, so that the grid has no holes; fewer than a row as they are. */
export const photoCount = (available: number): number => (available >= 6 ? 6 : Math.min(available, 3));
