// @vitest-environment node
import { expect, test } from "vitest";
import { match } from "@/api/testingLists";
import type { CreatorScore } from "@/api/types";
import { tr as audience } from "@/lib/i18n/audience/tr";
import { tr } from "@/lib/i18n/lists/tr";
import { tr as words } from "@/lib/i18n/match/tr";
import { charted, figuresOf, pairsOf, reasons, scaleOf, weightsText } from "./model";

const bucket = (name: string, creator: number, company: number) => ({
  bucket: name,
  creator,
  company,
  difference: creator - company,
});
const part = (buckets: ReturnType<typeof bucket>[]) => ({ ...match("a").fit.country, buckets });

test("of countries the largest on either side are charted, and a difference is marked from three points on", () => {
  const few = ["DE", "FR", "NL", "AT", "BE"].map((code) => bucket(code, 0.01, 0.01));
  const pairs = pairsOf(
    "country",
    part([bucket("TR", 0.9, 0.7), ...few, bucket("US", 0.02, 0.2)]),
    audience,
    "tr",
  );
  expect(pairs).toHaveLength(6);
  expect(pairs.slice(0, 2).map(({ name, difference, marked }) => [name, difference, marked])).toEqual([
    ["Türkiye", "+20", true],
    ["Amerika Birleşik Devletleri", "-18", true],
  ]);
  expect(pairs[2]?.marked).toBe(false);
  expect(scaleOf(pairs)).toBe(0.9);
});

test("a dimension that nobody told is not drawn", () => {
  const { fit } = match("a");
  const whole = Object.fromEntries(
    Object.entries(fit).map(([name, value]) => [name, { ...value, buckets: [] }]),
  ) as unknown as CreatorScore["fit"];
  expect(charted({ fit: whole } as CreatorScore)).toEqual(["country", "age", "gender"]);
  expect(reasons(match("a"), "tr").map(({ name, adds, known }) => [name, adds, known])).toEqual([
    ["country", "36", true],
    ["age", "27", true],
    ["gender", "18", true],
    ["device", "9", false],
  ]);
});

test("unknown figures are left out", () => {
  const known = match("a");
  expect(figuresOf(known, tr.report, words.creator, "tr")).toHaveLength(5);
  const influencer = { ...known.influencer, growth: null, price: null, views: null };
  expect(
    figuresOf({ ...known, influencer }, tr.report, words.creator, "tr").map(({ value }) => value),
  ).toEqual(["12,4\u00a0B", "%3,4"]);
});

test("weights read as parts of a hundred", () => {
  expect(weightsText({ age: 0.3, gender: 0.2, country: 0.5, device: 0 }, audience, "tr")).toBe(
    "Ülke %50, Yaş %30, Cinsiyet %20",
  );
});
