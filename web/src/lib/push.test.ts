import { expect, test } from "vitest";
import { keyBytes, pushSupportOf } from "./push";

test.each([
  [{ hasPush: true, isAppleTouch: false, isInstalled: false }, "supported"],
  [{ hasPush: true, isAppleTouch: true, isInstalled: true }, "supported"],
  [{ hasPush: false, isAppleTouch: true, isInstalled: false }, "install"],
  [{ hasPush: false, isAppleTouch: true, isInstalled: true }, "unsupported"],
  [{ hasPush: false, isAppleTouch: false, isInstalled: false }, "unsupported"],
] as const)("%o is %s", (facts, support) => expect(pushSupportOf(facts)).toBe(support));

test("a key in base64url becomes its bytes", () => {
  expect([...keyBytes("-_8A")]).toEqual([251, 255, 0]);
});
