// @vitest-environment node
import { expect, test } from "vitest";
import type { Photo } from "@/api/types";
import { moment } from "@/lib/taken";
import {
  BLOCK,
  between,
  blocks,
  type Change,
  followed,
  formatMonth,
  monthOf,
  moved,
  type Page,
  sections,
} from "./model";

const photo = (id: string, taken_at: string | null, change: Partial<Photo> = {}): Photo =>
  ({
    id,
    kind: "photo",
    state: "live",
    rev: 1,
    name: `${id}.jpg`,
    taken_at,
    created_at: "2026-11-21T10:00:00Z",
    tz_offset_minutes: 0,
    ...change,
  }) as Photo;
const change = (node: Photo | null, id = node?.id ?? "", rev = node?.rev ?? 9): Change => ({
  node_id: id,
  rev,
  node,
});

test("a photo stands in the month of the place where it was taken", () => {
  const newYear = "2025-12-31T22:30:00Z";
  expect(monthOf(photo("a", newYear, { tz_offset_minutes: 180 }))).toBe("2026-01");
  expect(monthOf(photo("a", newYear, { tz_offset_minutes: -300 }))).toBe("2025-12");
  expect(formatMonth("2026-01", "tr")).toBe("Ocak 2026");
});

test("each month is there once, though the order is that of the moment and not of the wall clock", () => {
  const list = [
    photo("a", "2026-01-01T02:00:00Z", { tz_offset_minutes: -300 }), // December there
    photo("b", "2026-01-01T01:00:00Z", { tz_offset_minutes: 180 }), // January there
    photo("c", "2025-12-31T12:00:00Z"),
  ];
  expect(sections(list).map(({ month, photos }) => [month, photos.map(({ id }) => id)])).toEqual([
    ["2026-01", ["b"]],
    ["2025-12", ["a", "c"]],
  ]);
});

test("blocks hold everything once, in order", () => {
  const list = Array.from({ length: 2 * BLOCK + 1 }, (_, index) => index);
  expect(blocks(list).map(({ length }) => length)).toEqual([BLOCK, BLOCK, 1]);
  expect(blocks(list).flat()).toEqual(list);
  expect(blocks([])).toEqual([]);
});

test("what is gone goes, what has changed changes, what is new comes to its place", () => {
  const pages: Page[] = [
    { items: [photo("c", "2026-03-01"), photo("b", "2026-02-01")], next_cursor: "x", feed: "f" },
    { items: [photo("a", "2026-01-01")], next_cursor: null },
  ];
  const after = followed(pages, [
    change(null, "c"),
    change(photo("b", "2026-02-01", { rev: 2, favourite: true })),
    change(photo("n", "2026-02-15")),
    change(photo("o", "2025-01-01")),
    change(photo("f", "2026-02-15", { kind: "file" })),
    change(photo("t", "2026-02-15", { state: "trash" })),
  ]);
  expect(after.map(({ items }) => items.map(({ id }) => id))).toEqual([
    ["n", "b"],
    ["a", "o"],
  ]);
  expect(after[0]?.items[1]?.favourite).toBe(true);
  expect(after[0]?.feed).toBe("f");
});

test("the picture that was being made comes under the same revision, at the moment that it tells of", () => {
  const waiting = photo("b", "2026-02-01", { rev: 1 });
  const pages: Page[] = [{ items: [photo("c", "2026-03-01"), waiting], next_cursor: null }];
  const picture = { state: "ready", reason: null, width: 4, height: 3, thumbhash: null } as const;
  const ready = { ...waiting, picture, taken_at: photo("x", "2026-04-01").taken_at };
  expect(followed(pages, [change({ ...waiting, picture })])[0]?.items[1]?.picture).toEqual(picture);
  expect(followed(pages, [change(waiting), change(ready)])[0]?.items[0]).toEqual(ready);
});

test("older news changes nothing, and what is not loaded yet comes with its page", () => {
  const pages: Page[] = [{ items: [photo("b", "2026-02-01", { rev: 5 })], next_cursor: "x" }];
  expect(followed(pages, [change(photo("b", "2026-02-01", { rev: 4, state: "trash" }))])).toEqual(pages);
  expect(followed(pages, [change(photo("a", "2026-01-01"))])).toEqual(pages);
});

test("whatever the feed brings, in whatever order, the list is that of the server", () => {
  let seed = 7;
  const chance = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const day = () => `2026-0${1 + Math.floor(chance() * 8)}-1${Math.floor(chance() * 10)}T00:00:00Z`;
  for (let round = 0; round < 100; round += 1) {
    const server = new Map<string, Photo>();
    for (let index = 0; index < 12; index += 1) server.set(`p${index}`, photo(`p${index}`, day()));
    const ordered = () =>
      [...server.values()]
        .filter(({ state }) => state === "live")
        .sort((a, b) => (moment(a) === moment(b) ? (a.id < b.id ? 1 : -1) : moment(a) < moment(b) ? 1 : -1));
    const start = ordered();
    let pages: Page[] = [
      { items: start.slice(0, 5), next_cursor: "x" },
      { items: start.slice(5), next_cursor: null },
    ];
    const changes: Change[] = [];
    for (let step = 0; step < 20; step += 1) {
      const id = `p${Math.floor(chance() * 16)}`;
      const rev = (server.get(id)?.rev ?? 0) + 1;
      const luck = chance();
      const node = photo(id, luck < 0.3 ? day() : (server.get(id)?.taken_at ?? day()), {
        rev,
        state: luck > 0.8 ? "trash" : "live",
      });
      server.set(id, node);
      changes.push(change(node));
    }
    const half = Math.floor(chance() * changes.length);
    pages = followed(pages, changes.slice(0, half));
    pages = followed(pages, changes.slice(0, half)); // heard of twice
    pages = followed(pages, changes.slice(half));
    expect(
      pages.flatMap(({ items }) => items.map(({ id, rev }) => `${id} ${rev}`)),
      `round ${round}`,
    ).toEqual(ordered().map(({ id, rev }) => `${id} ${rev}`));
  }
});

test("the shift key chooses all in between, either way", () => {
  const list = ["a", "b", "c", "d"].map((id) => photo(id, null));
  expect(between(list, "b", "d")).toEqual(["b", "c", "d"]);
  expect(between(list, "c", "a")).toEqual(["a", "b", "c"]);
  expect(between(list, "gone", "a")).toEqual(["a"]);
});

test("arrows walk the grid and stop at its edges", () => {
  expect([moved("ArrowRight", 0, 3, 10), moved("ArrowDown", 1, 3, 10), moved("End", 1, 3, 10)]).toEqual([
    1, 4, 9,
  ]);
  expect([moved("ArrowUp", 1, 3, 10), moved("ArrowLeft", 0, 3, 10), moved("a", 0, 3, 10)]).toEqual([
    null,
    null,
    null,
  ]);
});
