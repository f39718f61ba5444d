import { expect, test } from "vitest";
import { backoff, canRetry, MAX_FILE_BYTES, newItem, overall, readPut, toInitItem, urlUsable } from "./model";

const file = (name: string, size = 4, type = "image/jpeg", lastModified = 0) => {
  const made = new File(["x"], name, { type, lastModified });
  Object.defineProperty(made, "size", { value: size });
  return made;
};

test("a file over the limit fails before any call, one at the limit does not", () => {
  expect(newItem(file("a", MAX_FILE_BYTES + 1), "1")).toMatchObject({
    state: "failed",
    error: "file_too_large",
  });
  expect(newItem(file("a", MAX_FILE_BYTES), "1")).toMatchObject({ state: "queued", error: null });
});

test("a photo carries the moment of the shot in UTC, another file does not", () => {
  const shot = Date.UTC(2026, 10, 21, 18, 5, 9, 123);
  const photo = { ...newItem(file("a.jpg", 4, "image/jpeg", shot), "id-1"), sha256: "h" };
  expect(toInitItem(photo)).toEqual({
    client_id: "id-1",
    kind: "photo",
    name: "a.jpg",
    size: 4,
    mime: "image/jpeg",
    sha256: "h",
    taken_at: "2026-11-21T18:05:09Z",
  });
  const other = { ...newItem(file("a.pdf", 4, "application/pdf", shot), "id-2"), sha256: "h" };
  expect(toInitItem(other)).not.toHaveProperty("taken_at");
  expect(toInitItem(other).kind).toBe("file");
});

test("names are sent composed, as other systems write them", () => {
  const decomposed = { ...newItem(file("u\u0308.jpg"), "1"), sha256: "h" };
  expect(toInitItem(decomposed).name).toBe("\u00fc.jpg");
});

test("waits grow to a cap and start anywhere below it", () => {
  expect(backoff(1, () => 1)).toBe(1000);
  expect(backoff(4, () => 1)).toBe(8000);
  expect(backoff(20, () => 1)).toBe(60_000);
  expect(backoff(5, () => 0)).toBe(0);
});

test.each([
  [200, "stored"],
  [412, "stored"],
  [403, "renew"],
  [400, "rehash"],
  [0, "retry"],
  [409, "retry"],
  [503, "retry"],
] as const)("storage's %i means %s", (status, verdict) => expect(readPut(status)).toBe(verdict));

test("an address near its end is not tried", () => {
  const target = { uploadId: "u", url: "", headers: {}, expiresAt: 100_000 };
  expect(urlUsable(target, 0)).toBe(true);
  expect(urlUsable(target, 90_000)).toBe(false);
});

test("what the file itself causes offers no retry", () => {
  const item = newItem(file("a"), "1");
  expect(canRetry({ ...item, state: "failed", error: "network" })).toBe(true);
  expect(canRetry({ ...item, state: "failed", error: "file_too_large" })).toBe(false);
});

test("one bar counts what still moves", () => {
  const moving = { ...newItem(file("a", 100), "1"), sent: 40 };
  const over = { ...newItem(file("b", 100), "2"), state: "committed" as const, sent: 100 };
  expect(overall([moving, over])).toEqual({ active: 1, sent: 40, total: 100 });
});
