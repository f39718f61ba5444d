// @vitest-environment node
import { expect, test } from "vitest";
import { match, savedSearch } from "@/api/testingLists";
import { tr as audience } from "@/lib/i18n/audience/tr";
import { tr as lists } from "@/lib/i18n/lists/tr";
import { tr as words } from "@/lib/i18n/match/tr";
import { news, summary, toQuery } from "./model";

const read = (filters: object) =>
  summary({ ...savedSearch().query, filters } as never, { audience, lists, match: words }, "tr").replace(
    /\u00a0/g,
    " ",
  );

test("a search is kept without its page", () => {
  expect(toQuery({ sort: "score", limit: 20, cursor: "x" })).toEqual({ sort: "score" });
});

test("a search reads as what it asks for", () => {
  expect(read({})).toBe("Filtre yok");
  expect(read({ platforms: ["instagram"], categories: ["fashion"], countries: ["TR"] })).toBe(
    "Instagram, Moda, Türkiye",
  );
  expect(read({ followers: { min: 10_000, max: 50_000 }, engagement_rate: { min: 0.05 } })).toBe(
    "Takipçi 10 B – 50 B, Etkileşim oranı ≥ %5",
  );
  expect(read({ audience: [{ dimension: "gender", bucket: "female", at_least: 60 }] })).toBe("Kadın ≥ %60");
});

test("what is too long is counted", () => {
  expect(read({ countries: ["TR", "DE", "FR", "NL", "AT", "BE"] })).toBe(
    "Türkiye, Almanya, Fransa, Hollanda +2",
  );
});

test("news are told only where there are some", () => {
  const { influencer, platform } = match("a");
  const quiet = { ran_at: "", new: [], changed: [], gone: 0 };
  expect(news(quiet, lists.searches)).toEqual([]);
  const busy = { ...quiet, new: [{ influencer, platform, score: 0.8 }], gone: 2 };
  expect(news(busy, lists.searches)).toEqual(["1 yeni", "2 artık sonuçlarda yok"]);
});
