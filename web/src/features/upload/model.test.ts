import { expect, test } from "vitest";
import { backoff, canRetry, MAX_FILE_BYTES, newItem, overall, readPut, toInitItem, urlUsable } from "./model";

const pick = (name: string, size = 4, type = "image/jpeg", lastModified = 0) => {
  const made = file(name, size, type, lastModified);
  return newItem({ clientId: "id-1", file: made, parentId: null });
};

const file = (name: string, size = 4, type = "image/jpeg", lastModified = 0) => {
  const made = new File(["x"], name, { type, lastModified });
  Object.defineProperty(made, "size", { value: size });
  return made;
};

test("a file over the limit fails before any call, one at the limit does not", () => {
  expect(pick("a", MAX_FILE_BYTES + 1)).toMatchObject({
    state: "failed",
    error: "file_too_large",
  });
  expect(pick("a", MAX_FILE_BYTES)).toMatchObject({ state: "queued", error: null });
});

test("a photo carries the moment of the shot in UTC, another file does not", () => {
  const shot = Date.UTC(2026, 10, 21, 18, 5, 9, 123);
  const photo = { ...pick("a.jpg", 4, "image/jpeg", shot), sha256: "h" };
  expect(toInitItem(photo)).toEqual({
    client_id: "id-1",
    kind: "photo",
    name: "a.jpg",
    size: 4,
    mime: "image/jpeg",
    sha256: "h",
    taken_at: "2026-11-21T18:05:09Z",
  });
  const other = { ...pick("a.pdf", 4, "application/pdf", shot), sha256: "h" };
  expect(toInitItem(other)).not.toHaveProperty("taken_at");
  expect(toInitItem(other).kind).toBe("file");
});

test("a folder is named only where there is one", () => {
  const inside = { ...pick("a.jpg"), parentId: "f1", sha256: "h" };
  expect(toInitItem(inside).parent_id).toBe("f1");
  expect(toInitItem({ ...inside, parentId: null })).not.toHaveProperty("parent_id");
});

test("the device is named as it was when the file was picked, and only where it has a name", () => {
  const picked = { clientId: "id-1", file: file("a.jpg"), parentId: null, device: "iPhone · Safari" };
  expect(toInitItem({ ...newItem(picked), sha256: "h" }).device_name).toBe("iPhone · Safari");
  expect(toInitItem({ ...pick("a.jpg"), sha256: "h" })).not.toHaveProperty("device_name");
});

test("a version says whose it is and what it was built on, and leaves conflicts to the server", () => {
  const picked = { clientId: "id-1", file: file("a.jpg"), parentId: null };
  const version = newItem({ ...picked, versionOf: { nodeId: "n1", rev: 3 } });
  expect(toInitItem({ ...version, sha256: "h" })).toMatchObject({ node_id: "n1", if_match: 3 });
  for (const wire of [toInitItem({ ...version, sha256: "h" }), toInitItem({ ...pick("a.jpg"), sha256: "h" })])
    expect(wire).not.toHaveProperty("on_conflict");
  expect(toInitItem({ ...pick("a.jpg"), sha256: "h" })).not.toHaveProperty("node_id");
});

test("names are sent composed, as other systems write them", () => {
  const decomposed = { ...pick("u\u0308.jpg"), sha256: "h" };
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
  expect(urlUsable(100_000, 0)).toBe(true);
  expect(urlUsable(100_000, 90_000)).toBe(false);
});

test("what the file itself causes offers no retry", () => {
  const item = pick("a");
  expect(canRetry({ ...item, state: "failed", error: "network" })).toBe(true);
  expect(canRetry({ ...item, state: "failed", error: "name_invalid" })).toBe(false);
  expect(canRetry({ ...item, state: "failed", error: "file_too_large", size: MAX_FILE_BYTES + 1 })).toBe(
    false,
  );
});

test("what the owner's rules leave out may be tried again, as they change", () => {
  const item = pick("a");
  expect(canRetry({ ...item, state: "failed", error: "file_too_large" })).toBe(true);
  expect(canRetry({ ...item, state: "failed", error: "type_not_allowed" })).toBe(true);
});

test("one bar counts what still moves", () => {
  const moving = { ...pick("a", 100), sent: 40 };
  const lost = { ...pick("c", 100), state: "missing" as const };
  const over = { ...pick("b", 100), state: "committed" as const, sent: 100 };
  expect(overall([moving, over, lost])).toEqual({ active: 1, sent: 40, total: 100 });
});
