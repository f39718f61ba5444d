/** The rows of a shortlist: who, where in the order, and what can still be said of them. Pure. */
import type { Entry, Overlap, Status, WholeShortlist } from "@/api/lists";

export const STATES: readonly Status[] = ["new", "contacted", "negotiating", "agreed", "declined"];

/** Somebody who shares nothing any more has neither name nor number. */
export const isShared = ({ matches }: Pick<Entry, "matches">): boolean => matches.length > 0;

export const nameOf = ({ matches }: Pick<Entry, "matches">): string | null => {
  const card = matches[0]?.influencer;
  return card ? card.name || card.handle || null : null;
};

/** The best platform first; they are not blended. */
export const byScore = ({ matches }: Pick<Entry, "matches">): Entry["matches"] =>
  [...matches].sort((a, b) => b.score - a.score);

type Row = Pick<Entry, "influencer_id" | "position">;

/** The rows with one of them at another place; places are counted anew. */
export function moved<T extends Row>(rows: readonly T[], id: string, place: number): T[] {
  const row = rows.find(({ influencer_id }) => influencer_id === id);
  if (!row) return [...rows];
  const others = rows.filter((other) => other !== row);
  const to = Math.max(0, Math.min(place, others.length));
  return [...others.slice(0, to), row, ...others.slice(to)].map((other, position) => ({
    ...other,
    position,
  }));
}

type Change = { status?: Status | undefined; notes?: string | undefined; position?: number | undefined };

/** What the list will look like once the server has taken the change. */
export function withChange(list: WholeShortlist, id: string, change: Change): WholeShortlist {
  const { status, notes, position } = change;
  const items = list.items.map((entry) =>
    entry.influencer_id === id
      ? { ...entry, ...(status ? { status } : {}), ...(notes === undefined ? {} : { notes }) }
      : entry,
  );
  return { ...list, items: position === undefined ? items : moved(items, id, position) };
}

export function without(list: WholeShortlist, id: string): WholeShortlist {
  const items = list.items.filter((entry) => entry.influencer_id !== id);
  return {
    ...list,
    size: items.length,
    items: items.map((entry, position) => ({ ...entry, position })),
    overlaps: list.overlaps.filter(({ a, b }) => a !== id && b !== id),
  };
}

/** What brings an entry back as it was. */
export const remade = ({ status, notes, position }: Entry) => ({ status, notes, position });

export type OverlapRow = Overlap & { names: [string, string] };

/** Pairs whose both names may be shown, the largest first. */
export function overlapRows({ items, overlaps }: WholeShortlist): OverlapRow[] {
  const names = new Map(items.map((entry) => [entry.influencer_id, nameOf(entry)]));
  return overlaps
    .flatMap((pair) => {
      const [a, b] = [names.get(pair.a), names.get(pair.b)];
      return a && b ? [{ ...pair, names: [a, b] as [string, string] }] : [];
    })
    .sort((a, b) => b.people - a.people);
}
