import { describe, expect, test } from "vitest";
import { tr as audience } from "@/lib/i18n/audience/tr";
import { tr as match } from "@/lib/i18n/match/tr";
import { DEFAULT_WEIGHTS, normal, type Score } from "@/lib/score";
import {
  averageText,
  changeText,
  chosenPlatform,
  contributions,
  differences,
  isTold,
  pairs,
  reasons,
  signed,
} from "./model";
import { account, bucket, creator, part, scored } from "./testing";

const words = { match, audience, language: "tr" } as const;
const weights = normal(DEFAULT_WEIGHTS) ?? DEFAULT_WEIGHTS;
const score = (value: number, average: number | null): Score => ({
  score: value,
  average,
  confidence: 0.8,
  label: "high",
  error: 0.02,
});

test("the account asked for is shown where it is shared, else the one that fits best", () => {
  const two = creator({ platforms: [account("instagram"), account("youtube")] });
  const scores = [scored({ platform: "instagram", score: 0.7 }), scored({ platform: "youtube", score: 0.9 })];
  expect(chosenPlatform(two, scores, "instagram")).toBe("instagram");
  expect(chosenPlatform(two, scores, null)).toBe("youtube");
  expect(chosenPlatform(two, scores, "tiktok")).toBe("youtube");
  expect(chosenPlatform(two, undefined, null)).toBe("instagram");
  expect(chosenPlatform(creator({ platforms: [] }), scores, null)).toBeUndefined();
});

test.each([
  [score(0.92, 0.86), "Ortalama bir Instagram hesabından 6 puan yüksek."],
  [score(0.8, 0.86), "Ortalama bir Instagram hesabından 6 puan düşük."],
  [score(0.861, 0.864), "Ortalama bir Instagram hesabıyla aynı düzeyde."],
  [score(0.9, null), null],
])("%o against the average", (value, text) => expect(averageText(value, "Instagram", match)).toBe(text));

test("signs are no hyphens", () => expect([3, 0, -3].map(signed)).toEqual(["+3", "0", "−3"]));

describe("differences", () => {
  test("are told from the largest on, small ones not at all", () => {
    const told = differences(
      "country",
      part({
        buckets: [
          bucket("TR", 0.6, 0.78),
          bucket("DE", 0.2, 0.1),
          bucket("NL", 0.2, 0.12),
          bucket("US", 0.01, 0.005),
        ],
      }),
      words,
    );
    expect(told.over).toBe("Kitlesinde sizinkinden çok: Almanya (+10), Hollanda (+8).");
    expect(told.under).toBe("Kitlesinde sizinkinden az: Türkiye (−18).");
  });

  test("none is no sentence", () =>
    expect(differences("gender", part({ buckets: [bucket("female", 0.5, 0.51)] }), words)).toEqual({
      over: null,
      under: null,
    }));
});

test("each dimension adds its part of the score", () => {
  const rows = contributions(scored().fit, weights);
  expect(rows.map(({ name, most }) => [name, most])).toEqual([
    ["country", 40],
    ["age", 30],
    ["gender", 20],
    ["device", 10],
  ]);
  expect(rows[0]?.got).toBeCloseTo(36);
});

describe("how sure it is", () => {
  const now = new Date("2026-11-21T15:00:00Z");
  const say = (fit = scored().fit, of = account("instagram")) =>
    reasons({ fit, platform: "Instagram" }, of, weights, now, words);

  test("nothing is wrong with large, fresh, reported numbers", () =>
    expect(say()).toEqual([match.sure.fine]));

  test("what is assumed or typed is named", () => {
    const fit = {
      ...scored().fit,
      device: part({ creator_state: "missing" }),
      age: part({ company_state: "missing" }),
      gender: part({ creator_state: "self_reported" }),
    };
    expect(say(fit)).toEqual([
      "Cihaz: bilgi yok; yerine Instagram ortalaması kullanıldı.",
      "Yaş: sizin kitlenizde bilgi yok; yerine genel ortalama kullanıldı.",
      "Cinsiyet: influencer’ın kendi beyanı, sağlayıcı doğrulamadı.",
    ]);
  });

  test("small, cut and old data is named", () => {
    const old = account("instagram", { checked_at: "2026-10-22T10:00:00Z" });
    const country = { ...old.dimensions[0], sample_size: 80, truncated: true } as (typeof old.dimensions)[0];
    expect(say(scored().fit, { ...old, dimensions: [country] })).toEqual([
      "Ülke: yalnızca 80 kişilik bir örnekleme dayanıyor.",
      "Ülke: sağlayıcı listeyi kısaltmış.",
      "Veriler 30 gün önce alındı.",
    ]);
  });

  test("what counts for nothing gives no reason", () => {
    const fit = { ...scored().fit, device: part({ creator_state: "missing" }) };
    const without = normal({ country: 1, age: 1, gender: 1, device: 0 }) ?? weights;
    expect(reasons({ fit, platform: "x" }, account("instagram"), without, now, words)).toEqual([
      match.sure.fine,
    ]);
  });
});

describe("two audiences beside each other", () => {
  const keys = (name: Parameters<typeof pairs>[0], buckets: ReturnType<typeof bucket>[]) =>
    pairs(name, part({ buckets }), words).map(({ key }) => key);

  test("countries go by what either has most of, the rest last, nobody's left out", () =>
    expect(
      keys("country", [
        bucket("other", 0.5, 0.5),
        bucket("DE", 0.1, 0.3),
        bucket("TR", 0.4, 0.2),
        bucket("IS", 0, 0.0001),
      ]),
    ).toEqual(["TR", "DE", "other"]));

  test("ages keep their order, women stand first", () => {
    expect(keys("age", [bucket("18-24", 0.1, 0.1), bucket("25-34", 0.9, 0.9)])).toEqual(["18-24", "25-34"]);
    expect(keys("gender", [bucket("male", 0.6, 0.5), bucket("female", 0.4, 0.5)])).toEqual([
      "female",
      "male",
    ]);
  });

  test("a clear difference is marked", () => {
    const [one, other] = pairs(
      "age",
      part({ buckets: [bucket("18-24", 0.36, 0.3), bucket("25-34", 0.64, 0.65)] }),
      words,
    );
    expect(one).toMatchObject({ name: "18–24", firstText: "%36", difference: "+6", marked: true });
    expect(other).toMatchObject({ difference: "−1", marked: false });
  });
});

test("what one side did not tell is not told", () => {
  expect(isTold(part())).toBe(true);
  expect(isTold(part({ company_state: "missing" }))).toBe(false);
});

test("a change shows its direction", () => {
  expect(changeText(0.021, "en")).toBe("+2.1%");
  expect(changeText(-0.013, "en")).toBe("-1.3%");
});
