// @vitest-environment node
import { expect, test } from "vitest";
import { folder, node } from "@/api/testingVault";
import { ROOT } from "@/api/vault";
import {
  foldersIn,
  hasPreview,
  isBelow,
  PREVIEW_MAX_BYTES,
  pathTo,
  placeOf,
  scopeOf,
  sortsOf,
  stemRange,
  TYPES,
} from "./model";

const folders = [
  folder("Belgeler"),
  folder("Faturalar", { parent_id: "Belgeler" }),
  folder("2026", { parent_id: "Faturalar" }),
  folder("Çizimler", { parent_id: ROOT }),
];
const names = (found: readonly { name: string }[]) => found.map(({ name }) => name);

test("only pictures that browsers show, and not too large, have a preview", () => {
  const picture = node("a.jpg", { mime: "image/jpeg" });
  expect(hasPreview(picture)).toBe(true);
  expect(hasPreview({ ...picture, size: PREVIEW_MAX_BYTES + 1 })).toBe(false);
  expect(hasPreview({ ...picture, mime: "image/heic" })).toBe(false);
});

test("the way to a folder leads from the top, and ends where it is not known or would go in a ring", () => {
  expect(names(pathTo(folders, "2026"))).toEqual(["Belgeler", "Faturalar", "2026"]);
  expect(pathTo(folders, ROOT)).toEqual([]);
  expect(names(pathTo([folder("x", { parent_id: "unknown" })], "x"))).toEqual(["x"]);
  const ring = [folder("a", { parent_id: "b" }), folder("b", { parent_id: "a" })];
  expect(names(pathTo(ring, "a"))).toEqual(["b", "a"]);
});

test("what is below a folder is no place for it", () => {
  expect(isBelow(folders, "2026", new Set(["Belgeler"]))).toBe(true);
  expect(isBelow(folders, "Belgeler", new Set(["Belgeler"]))).toBe(true);
  expect(isBelow(folders, "Belgeler", new Set(["2026"]))).toBe(false);
});

test("the root's folders are those without a parent or with the root as one, in the reader's alphabet", () => {
  expect(
    names(foldersIn([...folders, folder("Dersler"), folder("ab 10"), folder("ab 9")], ROOT, "name", "tr")),
  ).toEqual(["ab 9", "ab 10", "Belgeler", "Çizimler", "Dersler"]);
  const byAge = [
    folder("yeni", { created_at: "2026-11-22T10:00:00Z" }),
    folder("eski", { created_at: "2026-11-01T10:00:00Z" }),
  ];
  expect(names(foldersIn(byAge, ROOT, "newest", "tr"))).toEqual(["yeni", "eski"]);
  expect(names(foldersIn(byAge, ROOT, "oldest", "tr"))).toEqual(["eski", "yeni"]);
});

test("a search and the favourites go through everything, which cannot be ordered by name", () => {
  const view = { folder: "Belgeler", q: "", favourites: false, type: null, sort: "name" as const };
  expect(scopeOf(view)).toEqual({ parent_id: "Belgeler", sort: "name" });
  expect(scopeOf({ ...view, q: "  fatura " })).toEqual({ q: "fatura", sort: "newest" });
  expect(scopeOf({ ...view, favourites: true, sort: "oldest" })).toEqual({ favourite: true, sort: "oldest" });
  expect(scopeOf({ ...view, q: "a", favourites: true })).toEqual({ q: "a", favourite: true, sort: "newest" });
  expect(scopeOf({ ...view, type: "pdf" })).toEqual({ type: "application/pdf", sort: "newest" });
  expect(scopeOf({ ...view, q: "a", type: "photo" })).toEqual({ q: "a", type: "image/*", sort: "newest" });
  for (const types of Object.values(TYPES)) expect(types.split(",").length).toBeLessThanOrEqual(5);
  expect(sortsOf(scopeOf({ ...view, q: "a" }))).toEqual(["newest", "oldest"]);
});

test("where something stands is said by its folder's name", () => {
  expect(placeOf(node("a", { parent_id: "Faturalar" }), folders, "Dosyalar")).toBe("Faturalar");
  expect(placeOf(node("a"), folders, "Dosyalar")).toBe("Dosyalar");
});

test.each([
  ["rapor.pdf", "file", 5],
  ["arşiv.tar.gz", "file", 9],
  [".gizli", "file", 6],
  ["2026.11", "folder", 7],
] as const)("typing over %s keeps its ending", (name, kind, end) =>
  expect(stemRange(name, kind)).toEqual([0, end]),
);
