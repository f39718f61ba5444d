/** Photos in time: their order, their months by the clock of the place where they were taken, and lists that follow the feed. Pure. */

import type { Photo } from "@/api/types";
import type { Language } from "@/lib/preferences";
import { moment, wallClock } from "@/lib/taken";

/** "2026-11" */
export const monthOf = (photo: Photo): string => wallClock(photo).toISOString().slice(0, 7);

/** "Kasım 2026" */
export const formatMonth = (month: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

export type Section = { month: string; photos: Photo[] };

/** Newest month first. Around a month's end order and month may disagree by some hours; a photo stands in its own month. */
export function sections(photos: readonly Photo[]): Section[] {
  const months = new Map<string, Photo[]>();
  for (const photo of photos) {
    const month = monthOf(photo);
    const there = months.get(month);
    if (there) there.push(photo);
    else months.set(month, [photo]);
  }
  return [...months]
    .map(([month, taken]) => ({ month, photos: taken }))
    .sort((a, b) => (a.month < b.month ? 1 : -1));
}

/** What is put on the screen or taken off it together. */
export const BLOCK = 60;

export const blocks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / BLOCK) }, (_, index) =>
    all.slice(index * BLOCK, (index + 1) * BLOCK),
  );

export type Page = {
  items: Photo[];
  next_cursor: string | null;
  /** On the first page: from where the change feed goes on. */
  feed?: string | null;
};
export type Change = { node_id: string; rev: number; node: Photo | null };

const isShown = (node: Photo | null): node is Photo =>
  node !== null && node.kind === "photo" && node.state === "live" && !node.archived;

const before = (a: Photo, b: Photo): boolean =>
  moment(a) === moment(b) ? a.id > b.id : moment(a) > moment(b);

/** The last word about each node. */
const latest = (changes: readonly Change[]): Map<string, Change> => {
  const last = new Map<string, Change>();
  for (const change of changes) {
    const known = last.get(change.node_id);
    if (!known || change.rev >= known.rev || change.node === null) last.set(change.node_id, change);
  }
  return last;
};

/**
 * The pages with what has changed: gone, changed in place, or new at its place. What lies behind the last loaded photo comes with
 * its page. Older news than what is shown changes nothing.
 */
export function followed(pages: readonly Page[], changes: readonly Change[]): Page[] {
  const news = latest(changes);
  const known = new Map(pages.flatMap(({ items }) => items.map((photo) => [photo.id, photo] as const)));
  const fresh = [...news.values()].flatMap(({ node, node_id }) => {
    const there = known.get(node_id);
    if (!isShown(node) || (there && there.rev > node.rev)) return [];
    return there && moment(there) === moment(node) ? [] : [node];
  });
  const moving = new Set(fresh.map(({ id }) => id));
  const kept = pages.map((page) => ({
    ...page,
    items: page.items.flatMap((photo) => {
      const change = news.get(photo.id);
      if (!change) return [photo];
      if (change.node !== null && change.rev < photo.rev) return [photo];
      if (!isShown(change.node) || moving.has(photo.id)) return [];
      return [change.node];
    }),
  }));
  return fresh.reduce(inserted, kept);
}

function inserted(pages: Page[], photo: Photo): Page[] {
  const last = pages.length - 1;
  const target = pages.findIndex(
    ({ items, next_cursor }, index) =>
      items.some((other) => before(photo, other)) || (index === last && next_cursor === null),
  );
  return pages.map((page, index) => {
    if (index !== target) return page;
    const at = page.items.findIndex((other) => before(photo, other));
    return { ...page, items: page.items.toSpliced(at < 0 ? page.items.length : at, 0, photo) };
  });
}

/** All from one to the other, as in the list; for a choice with the shift key. */
export function between(photos: readonly Photo[], from: string, to: string): string[] {
  const ids = photos.map(({ id }) => id);
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)];
  return a < 0 || b < 0 ? [to] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** Where the keyboard goes next in a grid of so many columns; null: nowhere. */
export function moved(key: string, index: number, columns: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    Home: -index,
    End: count - 1 - index,
  };
  const step = steps[key];
  if (step === undefined) return null;
  const next = index + step;
  return next < 0 || next >= count ? null : next;
}

export const hasPicture = ({ picture }: Photo): boolean => picture?.state === "ready";
export const isPending = ({ picture }: Photo): boolean => picture?.state === "pending";
