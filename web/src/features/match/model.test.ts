import { describe, expect, test } from "vitest";
import { card } from "@/api/testingLists";
import { tr } from "@/lib/i18n/match/tr";
import { DEFAULT_WEIGHTS } from "@/lib/score";
import { bars, cardText, countText, ranked, showText, sortsFor, toRequest } from "./model";
import { match, page, part } from "./testing";

/** One fits by country, the other by age. */
const near = match("Yakın", { country: 0.99, age: 0.6, gender: 0.8, device: 0.8 });
const young = match("Genç", { country: 0.6, age: 0.99, gender: 0.8, device: 0.8 });
const pages = [page([near, young])];
const byAge = { country: 0, age: 100, gender: 0, device: 0 };
const names = (rows: ReturnType<typeof ranked>) => rows.map((row) => row.match.influencer.name);
const whole = (share: number) => Math.round(share * 100);

describe("the order", () => {
  test("is the server's while the weights are those it was asked with", () => {
    const turned = [page([young, near])];
    expect(names(ranked(turned, DEFAULT_WEIGHTS, "score"))).toEqual(["Genç", "Yakın"]);
    expect(ranked(pages, DEFAULT_WEIGHTS, "score")[0]?.score.score).toBe(near.score);
  });

  test("follows a slider before the server knows", () => {
    const rows = ranked(pages, byAge, "score");
    expect(names(rows)).toEqual(["Genç", "Yakın"]);
    expect(rows.map(({ score }) => whole(score.score))).toEqual([99, 60]);
  });

  test("stays where it is not a matter of weights; the scores move all the same", () => {
    const rows = ranked(pages, byAge, "followers");
    expect(names(rows)).toEqual(["Yakın", "Genç"]);
    expect(rows.map(({ score }) => whole(score.score))).toEqual([60, 99]);
  });

  test("a cautious order counts the range", () => {
    const vague = match("Belirsiz", { country: 0.9, age: 0.9, gender: 0.9, device: 0.9 });
    const unsure = { ...vague, fit: { ...vague.fit, age: part(1, { standard_error: 0.2 }) } };
    const rows = ranked([page([unsure, young])], byAge, "cautious");
    expect(names(rows)).toEqual(["Genç", "Belirsiz"]);
  });

  test("without any weight nothing moves", () =>
    expect(names(ranked(pages, { country: 0, age: 0, gender: 0, device: 0 }, "score"))).toEqual([
      "Yakın",
      "Genç",
    ]));
});

describe("a request", () => {
  const wish = { filters: {}, text: " kahve ", sort: "score", weights: byAge, audience: null } as const;
  test("carries words and proportions", () =>
    expect(toRequest(wish)).toEqual({
      filters: { text: "kahve" },
      weights: { country: 0, age: 1, gender: 0, device: 0 },
      audience: null,
      sort: "score",
    }));
  test("orders by price only within one currency", () => {
    const byPrice = { ...wish, sort: "price" } as const;
    expect(toRequest(byPrice)?.sort).toBe("score");
    expect(toRequest({ ...byPrice, filters: { price: { currency: "TRY" } } })?.sort).toBe("price");
    expect(sortsFor({})).not.toContain("price");
  });
  test("is none without weights", () =>
    expect(toRequest({ ...wish, weights: { country: 0, age: 0, gender: 0, device: 0 } })).toBeNull());
});

test.each([
  [{ matched: 1240, exact: true }, "1.240 eşleşme", "1.240 sonucu göster"],
  [{ matched: 48_213, exact: false }, "Yaklaşık 48.000 eşleşme", "Yaklaşık 48.000 sonucu göster"],
  [{ matched: 7, exact: false }, "Yaklaşık 7 eşleşme", "Yaklaşık 7 sonucu göster"],
  [{ matched: 0, exact: true }, "0 eşleşme", "Sonuç yok"],
])("%o is said as %s", (count, list, button) => {
  expect(countText(count, tr, "tr")).toBe(list);
  expect(showText(count, tr, "tr")).toBe(button);
});

test("who it is in one line", () => {
  expect(cardText(card(), tr, "tr")).toBe("12,4\u00a0B takipçi · Türkiye");
  expect(cardText(card({ platform: "youtube", country: null }), tr, "tr")).toBe("12,4\u00a0B abone");
  expect(cardText(card({ followers: null, country: null }), tr, "tr")).toBe("");
});

test("what nobody told has no bar", () => {
  const untold = { ...near, fit: { ...near.fit, device: part(0.9, { creator_state: "missing" }) } };
  expect(bars(untold, tr, "tr").map(({ key }) => key)).toEqual(["country", "age", "gender"]);
});
