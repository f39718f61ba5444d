/** How long something still lies in the trash. Pure. */
import type { Node } from "@/api/types";

const DAY_MS = 86_400_000;
/** docs/vault.md, the trash: what is older is purged by itself. */
const KEPT_DAYS = 30;

/** Days until it is deleted for good, to the nearest; 0: today. */
export function daysLeft({ trashed_at }: Pick<Node, "trashed_at">, now: Date): number {
  if (!trashed_at) return KEPT_DAYS;
  const end = new Date(trashed_at).getTime() + KEPT_DAYS * DAY_MS;
  return Math.max(0, Math.round((end - now.getTime()) / DAY_MS));
}
