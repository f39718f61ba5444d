import { expect, test } from "vitest";
import { connectionOf, networkOf, savesData } from "./network";

test.each([
  ["wifi", "wifi"],
  ["ethernet", "wifi"],
  ["cellular", "mobile"],
  ["bluetooth", "mobile"],
  ["none", "offline"],
  ["mixed", "unknown"],
  ["unknown", "unknown"],
  ["constructor", "unknown"],
] as const)("%s counts as %s", (type, network) => expect(networkOf(true, { type })).toBe(network));

test("a browser that does not tell is unknown, and without a connection it is offline", () => {
  expect(networkOf(true, undefined)).toBe("unknown");
  expect(networkOf(true, {})).toBe("unknown");
  expect(networkOf(false, { type: "wifi" })).toBe("offline");
});

test("data is saved only when the device says so", () => {
  expect([savesData(undefined), savesData({}), savesData({ saveData: true })]).toEqual([false, false, true]);
  expect(connectionOf({} as Navigator)).toBeUndefined();
});
