/** Small rules of the settings page. Pure. */
import type { DeviceSession } from "@/api/types";

/** The limit of the API. */
export const NAME_MAX = 80;

/** This device first, then the most recently seen. */
export const ordered = (sessions: readonly DeviceSession[]): DeviceSession[] =>
  [...sessions].sort(
    (a, b) => Number(b.current) - Number(a.current) || b.last_seen_at.localeCompare(a.last_seen_at),
  );

/** Up to two letters for the avatar, in the capitals of the language ("ilker" -> "İ" in Turkish). */
export const initials = (name: string | null | undefined, language: string): string =>
  (name ?? "")
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0] ?? "")
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join("")
    .toLocaleUpperCase(language);
