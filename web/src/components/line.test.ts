import { expect, test } from "vitest";
import { linePath } from "./line";

const at = (...values: [string, number][]) => values.map(([day, value]) => ({ day, value }));

test("lowest and highest touch the edges, time is to scale", () => {
  const points = at(["2026-11-01", 100], ["2026-11-02", 200], ["2026-11-05", 150]);
  expect(linePath(points, 100, 32)).toBe("M0 32L25 0L100 16");
});

test("what hardly changes stays flat", () => {
  expect(linePath(at(["2026-11-01", 1000], ["2026-11-02", 1001]), 100, 32)).toBe("M0 16.8L100 15.2");
  expect(linePath(at(["2026-11-01", 7], ["2026-11-02", 7]), 100, 32)).toBe("M0 16L100 16");
  expect(linePath(at(["2026-11-01", 0], ["2026-11-02", 0]), 100, 32)).toBe("M0 16L100 16");
});

test("one point is a start without an end", () => {
  expect(linePath(at(["2026-11-01", 5]), 100, 32)).toBe("M0 16");
});
