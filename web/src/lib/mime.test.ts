// @vitest-environment node
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isInline, isOneOf, isPreviewable, mimeFamily, mimeOf } from "./mime";

test.each([
  ["a.jpg", "image/jpeg", "image/jpeg"],
  ["IMG_1.HEIC", "", "image/heic"],
  ["notes.txt", "text/plain;charset=utf-8", "text/plain"],
  ["thing", "", "application/octet-stream"],
  ["odd", "not a type", "application/octet-stream"],
])("%s with type %s is %s", (name, type, mime) => expect(mimeOf(name, type)).toBe(mime));

test("families", () => {
  expect(mimeFamily("image/png")).toBe("image");
  expect(mimeFamily("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")).toBe("sheet");
  expect(mimeFamily("application/x-unknown")).toBe("other");
});

test("what an <img> cannot show everywhere gets no preview", () => {
  expect(isPreviewable("image/jpeg")).toBe(true);
  expect(isPreviewable("image/heic")).toBe(false);
});

test("what may be opened is what the server serves to be looked at, type by type", () => {
  const server = readFileSync(new URL("../../../functions/vault/core/media.py", import.meta.url), "utf8");
  const [, list = ""] = /^INLINE = frozenset\(\s*\{([^}]*)\}/m.exec(server) ?? [];
  const served = [...list.matchAll(/"([^"]+)"/g)].map(([, type]) => type ?? "");
  expect(served).toContain("image/jpeg");
  const known = [...new Set([...served, "application/pdf", "image/svg+xml", "text/html", "text/plain"])];
  expect(known.filter(isInline)).toEqual(served);
});

test("a list of types takes families and single types", () => {
  const types = ["application/pdf", "image/*"];
  expect(isOneOf("image/png", types)).toBe(true);
  expect(isOneOf("application/pdf", types)).toBe(true);
  expect(isOneOf("imagery/png", types)).toBe(false);
  expect(isOneOf("application/pdfx", types)).toBe(false);
});
