// @vitest-environment node
import { expect, test } from "vitest";
import type { Entry, WholeShortlist } from "@/api/lists";
import { entry, match, shortlist } from "@/api/testingLists";
import { byScore, isShared, moved, nameOf, overlapRows, remade, withChange, without } from "./model";

const ids = (items: readonly Pick<Entry, "influencer_id">[]) =>
  items.map(({ influencer_id }) => influencer_id);
const list = (change: Partial<WholeShortlist> = {}) =>
  shortlist({ items: ["a", "b", "c"].map((id, position) => entry(id, { position })), ...change });

test("a row goes where it is told, and never out of the list", () => {
  const { items } = list();
  expect(ids(moved(items, "c", 0))).toEqual(["c", "a", "b"]);
  expect(ids(moved(items, "a", 1))).toEqual(["b", "a", "c"]);
  expect(ids(moved(items, "a", 99))).toEqual(["b", "c", "a"]);
  expect(ids(moved(items, "a", -1))).toEqual(["a", "b", "c"]);
  expect(ids(moved(items, "z", 0))).toEqual(["a", "b", "c"]);
  expect(moved(items, "c", 0).map(({ position }) => position)).toEqual([0, 1, 2]);
});

test("a change is one row's, and a note can be emptied", () => {
  const changed = withChange(list(), "b", { status: "agreed", notes: "" });
  expect(changed.items.map(({ status }) => status)).toEqual(["new", "agreed", "new"]);
  expect(changed.items[1]?.notes).toBe("");
  expect(changed.items[0]).toEqual(list().items[0]);
});

test("what is taken out leaves no gap and no pair, and can be brought back", () => {
  const pairs = [
    { a: "a", b: "b", platform: "instagram" as const, people: 10, of_smaller: 0.1 },
    { a: "b", b: "c", platform: "instagram" as const, people: 20, of_smaller: 0.2 },
  ];
  const left = without(list({ overlaps: pairs }), "a");
  expect(ids(left.items)).toEqual(["b", "c"]);
  expect(left.items.map(({ position }) => position)).toEqual([0, 1]);
  expect(left.overlaps).toEqual([pairs[1]]);
  expect(left.size).toBe(2);
  expect(remade(entry("a", { position: 4, notes: "x", status: "agreed" }))).toEqual({
    position: 4,
    notes: "x",
    status: "agreed",
  });
});

test("who no longer shares has no name, and is in no pair", () => {
  const gone = entry("a", { matches: [] });
  expect(isShared(gone)).toBe(false);
  expect(nameOf(gone)).toBeNull();
  const pair = { a: "a", b: "b", platform: "instagram" as const, people: 10, of_smaller: 0.1 };
  expect(overlapRows(list({ items: [gone, entry("b")], overlaps: [pair] }))).toEqual([]);
  expect(overlapRows(list({ overlaps: [pair] }))[0]?.names).toEqual(["a adı", "b adı"]);
});

test("platforms stand side by side, the best first", () => {
  const matches = [match("a", { score: 0.5 }), match("a", { platform: "tiktok", score: 0.9 })];
  expect(byScore(entry("a", { matches })).map(({ platform }) => platform)).toEqual(["tiktok", "instagram"]);
});
