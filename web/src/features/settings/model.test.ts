import { expect, test } from "vitest";
import { initials, ordered } from "./model";

test("initials follow the language", () => {
  expect(initials("ilker ışık", "tr")).toBe("İI");
  expect(initials("Ada Maria Lovelace", "en")).toBe("AL");
  expect(initials("Ada", "en")).toBe("A");
  expect(initials(null, "en")).toBe("");
});

test("this device comes first, then who was here last", () => {
  const session = (id: string, last_seen_at: string, current = false) => ({
    id,
    device_name: null,
    created_at: "",
    last_seen_at,
    expires_at: "",
    current,
  });
  const list = [session("a", "2026-01-01"), session("b", "2026-03-01"), session("c", "2025-01-01", true)];
  expect(ordered(list).map((item) => item.id)).toEqual(["c", "b", "a"]);
});
