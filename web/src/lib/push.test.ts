import { expect, test } from "vitest";
import { isAppleTouch, keyBytes, pushSupportOf } from "./push";

test.each([
  [{ hasPush: true, isAppleTouch: false, isInstalled: false }, "supported"],
  [{ hasPush: true, isAppleTouch: true, isInstalled: true }, "supported"],
  [{ hasPush: false, isAppleTouch: true, isInstalled: false }, "install"],
  [{ hasPush: false, isAppleTouch: true, isInstalled: true }, "unsupported"],
  [{ hasPush: false, isAppleTouch: false, isInstalled: false }, "unsupported"],
] as const)("%o is %s", (facts, support) => expect(pushSupportOf(facts)).toBe(support));

test("an iPad that calls itself a Mac is known by its touch points", () => {
  const agent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15";
  expect([isAppleTouch(agent, 5), isAppleTouch(agent, 0)]).toEqual([true, false]);
});

test("a key in base64url becomes its bytes", () => {
  expect([...keyBytes("-_8A")]).toEqual([251, 255, 0]);
});
