import { describe, expect, test } from "vitest";
import { PROVIDER_NAMES } from "@/api/connect";
import type { Filters } from "@/api/types";
import { tr as audience } from "@/lib/i18n/audience/tr";
import { tr as match } from "@/lib/i18n/match/tr";
import { chips, isPossible, put, putEnd, readNumber, toggled, withRule } from "./filters";

const words = { match, audience, platforms: PROVIDER_NAMES };
const labels = (filters: Filters) => chips(filters, words, "tr").map(({ label }) => label);
const turkey = { dimension: "country", bucket: "TR", at_least: 40 } as const;

describe("what is active is said", () => {
  test.each<[Filters, string[]]>([
    [{ platforms: ["youtube", "tiktok"] }, ["YouTube", "TikTok"]],
    [
      { categories: ["food"], countries: ["DE"], cities: ["İzmir"], languages: ["tr"] },
      ["Yeme içme", "Almanya", "İzmir", "Türkçe"],
    ],
    [{ followers: { min: 10_000, max: 50_000 } }, ["Takipçi 10.000 – 50.000"]],
    [{ engagement_rate: { min: 0.03 } }, ["Etkileşim oranı %3 ve üstü"]],
    [{ price: { currency: "TRY", max: 8000 } }, ["Gönderi fiyatı 8.000 TRY ve altı"]],
    [{ posted_within_days: 30, checked_within_days: 7 }, ["Son 30 günde paylaşım", "Son 7 günün verisi"]],
    [{ verified: true, contactable: true }, ["Sayıları sağlayıcıdan", "İletişim bilgisi var"]],
    [{ audience: [turkey], minors_at_most: 10 }, ["Türkiye en az %40", "13–17 yaş en çok %10"]],
    [{ confidence_at_least: 0.75 }, ["Yüksek güven"]],
    [{ verified: false, contactable: false }, ["Sayıları elle girilmiş", "İletişim bilgisi yok"]],
    [{ price: { currency: "EUR" } }, ["Gönderi fiyatı: EUR"]],
    [{ minors_at_most: 0 }, ["13–17 yaş en çok %0"]],
  ])("%o", (filters, expected) => expect(labels(filters)).toEqual(expected));

  test("nothing is active at first", () => expect(labels({})).toEqual([]));
});

test("a chip knows the filters without it, and an emptied list is gone", () => {
  const filters: Filters = { platforms: ["youtube"], followers: { min: 5 }, audience: [turkey] };
  const without = chips(filters, words, "tr").map((chip) => chip.without);
  expect(without).toEqual([
    { followers: { min: 5 }, audience: [turkey] },
    { platforms: ["youtube"], audience: [turkey] },
    { platforms: ["youtube"], followers: { min: 5 } },
  ]);
});

test("ends of a span come and go", () => {
  const low = putEnd({}, "followers", "min", 10);
  expect(low).toEqual({ followers: { min: 10 } });
  expect(putEnd(low, "followers", "max", 20)).toEqual({ followers: { min: 10, max: 20 } });
  expect(putEnd(low, "followers", "min", undefined)).toEqual({});
});

test("a price has a currency", () => {
  expect(putEnd({}, "price", "max", 9)).toEqual({ price: { currency: "TRY", max: 9 } });
  const euro: Filters = { price: { currency: "EUR", min: 1, max: 9 } };
  expect(putEnd(euro, "price", "min", undefined)).toEqual({ price: { currency: "EUR", max: 9 } });
  expect(putEnd({ price: { currency: "EUR", max: 9 } }, "price", "max", undefined)).toEqual({});
});

test("another share for the same group replaces the first", () => {
  const once = withRule({}, turkey);
  expect(withRule(once, { ...turkey, at_least: 60 }).audience).toEqual([{ ...turkey, at_least: 60 }]);
  expect(withRule(once, { ...turkey, bucket: "DE" }).audience).toHaveLength(2);
});

test("lists toggle, empty values vanish", () => {
  expect(toggled(undefined, "a")).toEqual(["a"]);
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
  expect(put({ verified: true }, "verified", undefined)).toEqual({});
});

test.each([
  ["12.500", "tr", 12_500],
  ["2,5", "tr", 2.5],
  ["12,500", "en", 12_500],
  ["2.5", "en", 2.5],
  ["% 3", "tr", 3],
  ["-1", "tr", -1],
  ["", "tr", undefined],
  ["çok", "tr", null],
  ["1,2,3", "tr", null],
  ["1.000.000", "en", 1_000_000],
  ["1,000,000", "tr", 1_000_000],
] as const)("“%s” in %s is %s", (text, language, value) => expect(readNumber(text, language)).toBe(value));

test("at least above at most is possible for nobody", () => {
  expect(isPossible({ followers: { min: 10, max: 9 } })).toBe(false);
  expect(isPossible({ followers: { min: 9, max: 9 }, growth: { max: 0 } })).toBe(true);
});
