import { expect, test } from "vitest";
import { isPulling, needsItsUser, pollDelay } from "./connect";

test("the screen looks every two seconds, then slower, then no more", () => {
  expect([0, 19_999, 20_000, 59_999, 60_000, 299_999].map(pollDelay)).toEqual([
    2000, 2000, 5000, 5000, 15_000, 15_000,
  ]);
  expect(pollDelay(300_000)).toBe(false);
});

test("only an active connection is being pulled", () => {
  expect(isPulling({ status: "active", pulling: true })).toBe(true);
  expect(isPulling({ status: "needs_reauth", pulling: true })).toBe(false);
});

test.each([
  ["active", false],
  ["needs_property", true],
  ["needs_reauth", true],
  ["missing_scope", true],
] as const)("%s waits for its user: %s", (status, waits) => expect(needsItsUser({ status })).toBe(waits));
