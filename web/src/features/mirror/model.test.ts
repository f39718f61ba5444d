// @vitest-environment node
import { expect, test } from "vitest";
import { connection, dimension } from "@/api/testing";
import { company } from "@/api/testingLists";
import { tr } from "@/lib/i18n/audience/tr";
import { aboutText, bars, byScore, sharedPlatforms, shownBuckets } from "./model";

const [score] = company().scores;

test("only what is shared with brands has a place in the mirror", () => {
  const connections = [
    connection({ provider: "tiktok", share_with_brands: true }),
    connection({ provider: "instagram", share_with_brands: true }),
    connection({ provider: "youtube" }),
  ];
  expect(sharedPlatforms(connections)).toEqual(["instagram", "tiktok"]);
});

test("a company says what it says of itself", () => {
  expect(aboutText(company().company, { fashion: "Moda" }, "tr")).toBe("Moda · Türkiye · Türkçe");
  const quiet = { categories: [], countries: [], languages: [] };
  expect(aboutText(quiet, {}, "tr")).toBe("");
});

test("similarities are points, the best platform first", () => {
  if (!score) throw new Error("a sample has a score");
  expect(bars(score, tr).map(({ name, text }) => `${name} ${text}`)).toEqual([
    "Ülke 80",
    "Yaş 90",
    "Cinsiyet 95",
    "Cihaz 85",
  ]);
  const better = { ...score, platform: "tiktok" as const, score: 0.9 };
  expect(byScore([score, better])[0]?.platform).toBe("tiktok");
});

test("countries come by size, ages in order", () => {
  const buckets = ["AT", "TR"].map((bucket, index) => ({ bucket, share: index, amount: 1 }));
  expect(shownBuckets(dimension({ buckets })).map(({ bucket }) => bucket)).toEqual(["TR", "AT"]);
  expect(shownBuckets(dimension({ name: "age", buckets })).map(({ bucket }) => bucket)).toEqual(["AT", "TR"]);
});
