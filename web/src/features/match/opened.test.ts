// @vitest-environment node
import { expect, test } from "vitest";
import { DEFAULT_WEIGHTS } from "@/lib/score";
import { toFilters, toSliders } from "./opened";

test("saved weights stand on the sliders as parts of a hundred", () => {
  expect(toSliders({ country: 0.5, age: 0.3, gender: 0.2, device: 0 })).toEqual({
    country: 50,
    age: 30,
    gender: 20,
    device: 0,
  });
  expect(toSliders({ country: 3, age: 1, gender: 0, device: 0 })).toEqual({
    country: 75,
    age: 25,
    gender: 0,
    device: 0,
  });
  expect(toSliders(null)).toEqual(DEFAULT_WEIGHTS);
});

test("a filter that asks for nothing is no filter", () => {
  const saved = { text: "kahve", platforms: ["instagram" as const], categories: [], verified: null };
  expect(toFilters(saved)).toEqual({ filters: { platforms: ["instagram"] }, text: "kahve" });
  expect(toFilters({})).toEqual({ filters: {}, text: "" });
});
