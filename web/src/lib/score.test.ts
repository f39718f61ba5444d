import { describe, expect, test } from "vitest";
import {
  DEFAULT_WEIGHTS,
  errorPoints,
  labelOf,
  normal,
  type Part,
  points,
  sameWeights,
  scoreOf,
} from "./score";

const part = (change: Partial<Part> = {}): Part => ({
  similarity: 0.8,
  lift: 0.5,
  confidence: 0.6,
  standard_error: 0.02,
  ...change,
});
const only = (name: string) =>
  normal({ country: 0, age: 0, gender: 0, device: 0, [name]: 7 }) ?? DEFAULT_WEIGHTS;

describe("weights", () => {
  test("are parts of one, whatever the sliders say", () => {
    expect(normal({ country: 100, age: 50, gender: 50, device: 0 })).toEqual({
      country: 0.5,
      age: 0.25,
      gender: 0.25,
      device: 0,
    });
  });

  test("nothing weighs nothing", () =>
    expect(normal({ country: 0, age: 0, gender: 0, device: 0 })).toBeNull());

  test("are the same when only the scale differs", () => {
    const doubled = { country: 80, age: 60, gender: 40, device: 20 };
    expect(sameWeights(normal(DEFAULT_WEIGHTS) ?? doubled, normal(doubled) ?? DEFAULT_WEIGHTS)).toBe(true);
  });
});

describe("a score", () => {
  const parts = {
    country: part({ similarity: 0.9 }),
    age: part({ similarity: 0.5 }),
    gender: part(),
    device: part(),
  };

  test("is the weighted sum of similarities", () => {
    const weights = normal(DEFAULT_WEIGHTS) ?? DEFAULT_WEIGHTS;
    expect(scoreOf(parts, weights).score).toBeCloseTo(0.4 * 0.9 + 0.3 * 0.5 + 0.3 * 0.8);
  });

  test("of one dimension alone is that dimension", () => {
    expect(scoreOf(parts, only("age")).score).toBeCloseTo(0.5);
    expect(scoreOf(parts, only("age")).error).toBeCloseTo(0.02);
  });

  test("errors add up as variances do", () => {
    const half = { country: 0.5, age: 0.5, gender: 0, device: 0 };
    expect(scoreOf(parts, half).error).toBeCloseTo(0.02 / Math.SQRT2);
  });

  test("knows the average creator by the lift", () => {
    const lifted = { ...parts, age: part({ similarity: 0.9, lift: 0.5 }) };
    expect(scoreOf(lifted, only("age")).average).toBeCloseTo(0.8);
  });

  test("who fits perfectly tells nothing of the average", () =>
    expect(scoreOf({ age: part({ similarity: 1, lift: 1 }) }, only("age")).average).toBeNull());

  test("a weight without a part adds nothing", () => expect(scoreOf({}, only("age")).score).toBe(0));
});

test.each([
  [0.75, "high"],
  [0.74, "medium"],
  [0.45, "medium"],
  [0.2, "low"],
] as const)("confidence %d is %s", (value, label) => expect(labelOf(value)).toBe(label));

test("points are whole, a range is never nothing", () => {
  expect(points(0.826)).toBe(83);
  expect(errorPoints(0.001)).toBe(1);
  expect(errorPoints(0.034)).toBe(3);
});
