// @vitest-environment node
import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test } from "vitest";
import { foldersQuery } from "./folders";
import { folder, node } from "./testingVault";
import type { Node } from "./types";
import { nodeQuery, type Scope, scopeQuery } from "./vault";
import {
  ALBUM_ITEMS,
  ALBUMS,
  belongs,
  FEED,
  insertNodes,
  NOTES,
  noteKey,
  putNodes,
  removeNodes,
  renewVault,
  revisionsKey,
  TIMELINE,
} from "./vaultCache";

let client: QueryClient;
beforeEach(() => {
  client = new QueryClient();
});

const at = (day: number) => ({ created_at: `2026-11-${String(day).padStart(2, "0")}T10:00:00Z` });

/** A list of which these pages are loaded; `more`: there are others behind them. */
const hold = (scope: Scope, pages: Node[][], more = false) =>
  client.setQueryData(scopeQuery(scope).queryKey, {
    pageParams: pages.map(() => null),
    pages: pages.map((items, index) => ({
      items,
      next_cursor: more || index < pages.length - 1 ? `after${index}` : null,
    })),
  });
const held = (scope: Scope) =>
  client.getQueryData(scopeQuery(scope).queryKey)?.pages.map(({ items }) => items.map(({ name }) => name));

test("a node belongs where every condition of a list holds", () => {
  const file = node("Fatura.PDF", { parent_id: "f", favourite: true });
  expect(belongs(file, {})).toBe(true);
  expect(belongs(file, { parent_id: "f", q: "fatura", favourite: true, kind: "file" })).toBe(true);
  expect(belongs(file, { parent_id: "root" })).toBe(false);
  expect(belongs(node("a"), { parent_id: "root" })).toBe(true);
  expect(belongs(file, { q: "kira" })).toBe(false);
  for (const q of ["istanbul", "ISTANBUL", "İstanbul"])
    expect(belongs(node("İstanbul.jpg"), { q }), q).toBe(true);
  expect(belongs(node("IŞIK.jpg"), { q: "ışık" })).toBe(true);
  expect(belongs({ ...file, state: "trash" }, {})).toBe(false);
  expect(belongs(file, { archived: false })).toBe(true);
  expect(belongs(file, { archived: true })).toBe(false);
  expect(belongs(file, { type: "image/*,application/pdf" })).toBe(true);
  expect(belongs(file, { type: "text/*" })).toBe(false);
  expect(belongs(folder("f"), { type: "application/*" })).toBe(false);
});

test("a list by type keeps what the server has put there for its bytes, and takes nothing else of another type", () => {
  const scope: Scope = { type: "image/*" };
  const byBytes = node("scan", { mime: "application/octet-stream" });
  hold(scope, [[byBytes]]);
  putNodes(client, [
    { ...byBytes, favourite: true },
    node("b.pdf"),
    node("c.png", { mime: "image/png", ...at(1) }),
  ]);
  expect(held(scope)).toEqual([["scan", "c.png"]]);
  putNodes(client, [{ ...byBytes, state: "trash" }]);
  expect(held(scope)).toEqual([["c.png"]]);
});

test("new nodes come to their place in every list that holds them, once", () => {
  hold({}, [[node("b", at(20))], [node("a", at(10))]]);
  hold({ kind: "photo" }, [[]]);
  hold({ parent_id: "root", sort: "name" }, [[node("a", at(10)), node("c", at(5))]]);
  const fresh = node("b2", at(21));
  insertNodes(client, [fresh]);
  insertNodes(client, [fresh]);
  expect(held({})).toEqual([["b2", "b"], ["a"]]);
  expect(held({ kind: "photo" })).toEqual([[]]);
  expect(held({ parent_id: "root", sort: "name" })).toEqual([["a", "b2", "c"]]);
});

test("a file with its next content stays in its place, and what it was before is asked for anew", () => {
  hold({}, [[node("b", at(20)), node("a", at(10))]]);
  const keys = [revisionsKey("a"), ["content", "a", "view"], ["thumbnail", 512, "a"]];
  for (const key of [...keys, revisionsKey("b")]) client.setQueryData(key, null);
  client.setQueryData(nodeQuery("a").queryKey, node("a", at(10)));
  const next = node("a", { ...at(10), rev: 2, size: 9 });
  insertNodes(client, [next]);
  expect(held({})).toEqual([["b", "a"]]);
  expect(client.getQueryData(nodeQuery("a").queryKey)).toEqual(next);
  const isOld = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;
  expect(keys.map(isOld)).toEqual([true, true, true]);
  expect(isOld(revisionsKey("b"))).toBe(false);
});

test("what stands behind the end of what is loaded comes with its page", () => {
  hold({ parent_id: "root", sort: "name" }, [[node("a"), node("c")]], true);
  putNodes(client, [node("z")]);
  expect(held({ parent_id: "root", sort: "name" })).toEqual([["a", "c"]]);
});

test("a moved node leaves one list for another, and back", () => {
  hold({ parent_id: "root", sort: "newest" }, [[node("a", at(3)), node("b", at(2)), node("c", at(1))]]);
  hold({ parent_id: "f", sort: "newest" }, [[]]);
  putNodes(client, [node("b", { ...at(2), parent_id: "f" })]);
  expect(held({ parent_id: "root", sort: "newest" })).toEqual([["a", "c"]]);
  expect(held({ parent_id: "f", sort: "newest" })).toEqual([["b"]]);
  putNodes(client, [node("b", at(2))]);
  expect(held({ parent_id: "root", sort: "newest" })).toEqual([["a", "b", "c"]]);
  expect(held({ parent_id: "f", sort: "newest" })).toEqual([[]]);
});

test("a renamed node goes to its place in lists by name and stays where it was in lists by age", () => {
  hold({ parent_id: "root", sort: "-name" }, [[node("c"), node("b"), node("a")]]);
  hold({ parent_id: "root", sort: "oldest" }, [[node("a"), node("b"), node("c")]]);
  putNodes(client, [{ ...node("a"), name: "z" }]);
  expect(held({ parent_id: "root", sort: "-name" })).toEqual([["z", "c", "b"]]);
  expect(held({ parent_id: "root", sort: "oldest" })).toEqual([["z", "b", "c"]]);
});

test("what is gone is in no list, no folder and not by itself", () => {
  hold({}, [[node("a"), folder("f")]]);
  client.setQueryData(foldersQuery().queryKey, [folder("f"), folder("g")]);
  removeNodes(client, ["f"]);
  expect(held({})).toEqual([["a"]]);
  expect(client.getQueryData(foldersQuery().queryKey)?.map(({ id }) => id)).toEqual(["g"]);
  expect(client.getQueryData(nodeQuery("f").queryKey)).toBeNull();
});

test("folders that are made or renamed are known as folders at once", () => {
  client.setQueryData(foldersQuery().queryKey, [folder("f")]);
  putNodes(client, [folder("g"), { ...folder("f"), name: "F2" }]);
  expect(client.getQueryData(foldersQuery().queryKey)?.map(({ name }) => name)).toEqual(["g", "F2"]);
});

const photo = (name: string, day: number, change: Partial<Node> = {}) =>
  node(name, { kind: "photo", taken_at: at(day).created_at, ...change });
const keep = (key: readonly unknown[], items: Node[], next_cursor: string | null = null) =>
  client.setQueryData(key, { pageParams: [null], pages: [{ items, next_cursor }] });
const kept = (key: readonly unknown[]) =>
  client
    .getQueryData<{ pages: { items: Node[] }[] }>(key)
    ?.pages.flatMap(({ items }) => items.map(({ name }) => name));

test("what is gone is in no album, no timeline and no list of notes, and a refusal brings it back in its time", () => {
  const album = [...ALBUM_ITEMS, "x"];
  const photos = [photo("c", 3), photo("b", 2), photo("a", 1)];
  keep(TIMELINE, photos);
  keep(album, photos);
  keep([...NOTES, ""], [node("n", { kind: "note" })]);
  removeNodes(client, ["b", "n"]);
  expect(kept(TIMELINE)).toEqual(["c", "a"]);
  expect(kept(album)).toEqual(["c", "a"]);
  expect(kept([...NOTES, ""])).toEqual([]);
  putNodes(client, [photo("b", 2)]);
  expect(kept(TIMELINE)).toEqual(["c", "b", "a"]);
});

test("the timeline knows what was uploaded, and leaves to its next page what is older than what it shows", () => {
  keep(TIMELINE, [photo("c", 9), photo("b", 8)], "more");
  insertNodes(client, [photo("d", 10), photo("a", 1), node("file")]);
  expect(kept(TIMELINE)).toEqual(["d", "c", "b"]);
});

test("what is counted, ordered or written elsewhere is asked for again", () => {
  for (const key of [[...ALBUMS, "all"], [...NOTES, "q"], FEED, noteKey("n"), foldersQuery().queryKey])
    client.setQueryData(key, null);
  const isOld = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;
  putNodes(client, [node("n", { kind: "note" })]);
  expect(isOld(noteKey("n"))).toBe(true);
  renewVault(client);
  expect([[...ALBUMS, "all"], [...NOTES, "q"], FEED].map(isOld)).toEqual([true, true, true]);
  expect(isOld(foldersQuery().queryKey)).toBe(false);
  renewVault(client, true);
  expect(isOld(foldersQuery().queryKey)).toBe(true);
});
