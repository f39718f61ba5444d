/** When was something taken, by the clock on the wall there? Pure. */
import type { Language } from "./preferences";

const MINUTE = 60_000;

export type Taken = {
  taken_at: string | null;
  created_at: string;
  /** null: the zone is not known. */
  tz_offset_minutes: number | null;
  date_source: "exif" | "name" | "client" | "upload" | null;
};

/** By what the server orders; what has no date stands where it was uploaded. */
export const moment = ({ taken_at, created_at }: Taken): string => taken_at ?? created_at;

/** Where the zone is not known, a camera or a name told its clock, which the server reads as UTC (docs/vault.md, photos). */
const isClock = ({ taken_at, date_source }: Taken): boolean =>
  taken_at !== null && (date_source === "exif" || date_source === "name");

/** The clock on the wall where it was taken, as if that were UTC; of a moment without a place the reader's own wall. */
export function wallClock(node: Taken): Date {
  const at = Date.parse(moment(node));
  const here = isClock(node) ? 0 : -new Date(at).getTimezoneOffset();
  return new Date(at + (node.tz_offset_minutes ?? here) * MINUTE);
}

export const formatTaken = (node: Taken, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(
    wallClock(node),
  );
