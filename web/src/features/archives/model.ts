/** How far ZIP files are, and how often to look. Pure. */
import type { Archive } from "@/api/types";

export const isUnderWay = ({ state }: Pick<Archive, "state">): boolean =>
  state === "queued" || state === "packing";

const SOON_MS = 2500;
const LATER_MS = 10_000;
/** A small one is ready by then; a whole vault may take an hour. */
const SMALL_MS = 60_000;

/** Until the next look; false where nothing is under way. */
export function waitMs(underWay: readonly Pick<Archive, "created_at">[], now: number): number | false {
  if (underWay.length === 0) return false;
  return underWay.some(({ created_at }) => now - Date.parse(created_at) < SMALL_MS) ? SOON_MS : LATER_MS;
}

/** The one that is told about: the newest, unless it was hidden, and with it those before it. */
export const toldOf = (archives: readonly Archive[], hidden: string | null): Archive | null => {
  const [newest] = archives;
  return newest && (hidden === null || newest.id > hidden) ? newest : null;
};
