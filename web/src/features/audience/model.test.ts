// @vitest-environment node
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { audience, dimension } from "@/api/testing";
import type { Dimension } from "@/api/types";
import { en } from "@/lib/i18n/audience/en";
import { tr } from "@/lib/i18n/audience/tr";
import {
  bucketName,
  bucketsOf,
  customersOf,
  figures,
  hasCustomers,
  notes,
  reasonText,
  rowsOf,
  sampleText,
  scaleOf,
  shownFor,
  sourceText,
  trendOf,
} from "./model";

const named = (name: Dimension["name"], bucket: string, others: string[] = []) =>
  bucketName(
    dimension({
      name,
      buckets: [bucket, ...others].map((each) => ({ bucket: each, share: 0.1, amount: 1 })),
    }),
    bucket,
    tr,
    "tr",
  );

test.each([
  ["country", "TR", "Türkiye"],
  ["country", "XK", "Kosova"],
  ["country", "other", "Diğer"],
  ["language", "de", "Almanca"],
  ["age", "18-24", "18–24"],
  ["age", "65+", "65+"],
  ["gender", "female", "Kadın"],
  ["device", "console", "Oyun konsolu"],
  ["city", "Istanbul, Istanbul Province", "Istanbul"],
  ["city", "İzmir", "İzmir"],
] as const)("%s %s is called %s", (name, bucket, text) => expect(named(name, bucket)).toBe(text));

test("two cities of one name keep their regions", () => {
  expect(named("city", "Ereğli, Konya", ["Ereğli, Zonguldak"])).toBe("Ereğli, Konya");
});

test("a company sees its site, an influencer the accounts in a fixed order", () => {
  const all = (["tiktok", "ga4", "youtube", "instagram"] as const).map((provider) => audience({ provider }));
  expect(shownFor("company", all).map(({ provider }) => provider)).toEqual(["ga4"]);
  expect(shownFor("influencer", all).map(({ provider }) => provider)).toEqual([
    "instagram",
    "youtube",
    "tiktok",
  ]);
});

test("customers take the place of all users where anybody is known to have bought", () => {
  const bought = dimension({ buckets: [{ bucket: "DE", share: 1, amount: 40 }] });
  const nobody = dimension({ state: "suppressed", reason: "no_data", buckets: [] });
  const shop = audience({ provider: "ga4", customers: [bought] });
  expect(customersOf(shop).dimensions).toEqual([bought]);
  const blog = audience({ provider: "ga4", customers: [nobody] });
  expect([shop, blog, audience()].map(hasCustomers)).toEqual([true, false, false]);
  expect(customersOf(blog)).toBe(blog);
});

test("rows are what at least one account can tell", () => {
  const without = dimension({ name: "device", state: "unavailable", reason: "not_offered", buckets: [] });
  const withheld = dimension({ name: "city", state: "suppressed", reason: "no_data", buckets: [] });
  expect(rowsOf([audience({ dimensions: [without, withheld, dimension()] })])).toEqual(["country", "city"]);
  expect(
    rowsOf([audience({ dimensions: [without] }), audience({ dimensions: [dimension({ name: "device" })] })]),
  ).toEqual(["device"]);
});

test("bars of all accounts share one scale", () => {
  const small = audience({ dimensions: [dimension({ buckets: [{ bucket: "TR", share: 0.2, amount: 1 }] })] });
  expect(scaleOf([small, audience()], "country")).toBe(0.7);
  expect(scaleOf([], "country")).toBe(0);
});

test("genders keep their places whatever their sizes", () => {
  const buckets = ["male", "user_specified", "female"].map((bucket) => ({ bucket, share: 0.3, amount: 1 }));
  expect(bucketsOf(dimension({ name: "gender", buckets })).map(({ bucket }) => bucket)).toEqual([
    "female",
    "male",
    "user_specified",
  ]);
});

test("sample, source and days stand under the numbers", () => {
  const now = new Date("2026-11-21T15:00:00");
  expect(sampleText(dimension(), tr, "tr")).toBe("12.000 kişiye dayanıyor");
  const told = { provider: "tiktok", metric: "form", provenance: "self_reported" as const };
  for (const cautious of [dimension({ unit: "views" }), dimension({ source: told })]) {
    expect(sampleText(cautious, tr, "tr")).toBe("12.000 kişilik bir örneklem kadar güvenilir sayılır");
  }
  expect(sourceText(dimension(), "Instagram", tr, now, "tr")).toBe("Instagram, 23 Eki – 21 Kas");
  const day = dimension({ window: { start: "2026-11-20", end: "2026-11-20" } });
  expect(sourceText(day, "TikTok", tr, now, "tr")).toBe("TikTok, 20 Kas");
});

test("a plain value needs no notes", () => expect(notes(dimension(), tr, "tr")).toEqual([]));

test("everything that bends a value is said", () => {
  const bent = dimension({
    name: "age",
    unit: "views",
    thresholded: true,
    truncated: true,
    sampling_rate: 0.42,
    known_n: 600,
    unknown_n: 300,
    minors_n: 100,
    minors_share: 0.1429,
    source: { provider: "tiktok", metric: "followers", provenance: "derived" },
  });
  expect(notes(bent, tr, "tr")).toEqual([
    tr.note.views,
    tr.note.derived,
    tr.note.thresholded,
    tr.note.truncated,
    tr.note.sampled("%42"),
    tr.note.unknown("%30"),
    tr.note.minors("%14"),
  ]);
});

test("every reason of the API has words in both languages", () => {
  const doc = readFileSync(new URL("../../../../docs/audience.md", import.meta.url), "utf8");
  const table = doc.slice(doc.indexOf("| State | Reason | When |"), doc.indexOf("Marks on a value"));
  const reasons = [...table.matchAll(/^\| `(?:suppressed|unavailable)` \| `([a-z_]+)`/gm)].map(
    (match) => match[1] ?? "",
  );
  expect(reasons).toHaveLength(7);
  for (const words of [tr, en]) expect(reasons.filter((reason) => !(reason in words.reason))).toEqual([]);
  expect(reasonText("from_the_future", tr)).toBe(tr.reason.unknown);
  expect(reasonText(null, tr)).toBe(tr.reason.unknown);
});

test("headline numbers are those of the provider, in its words", () => {
  const metrics = [
    { metric: "followers", value: 12_400, day: "2026-11-21" },
    { metric: "comments", value: 3, day: "2026-11-21" },
  ];
  expect(figures(audience({ provider: "youtube", metrics }), en, "en")).toEqual([
    { name: "Subscribers", value: "12.4K" },
  ]);
  const rate = [{ metric: "engagement_rate", value: 0.613, day: "2026-11-21" }];
  expect(figures(audience({ provider: "ga4", metrics: rate }), tr, "tr")).toEqual([
    { name: "Etkileşim oranı", value: "%61" },
  ]);
});

test("one point is no line", () => {
  const one = [{ metric: "followers" as const, points: [{ day: "2026-11-21", value: 1 }] }];
  expect(trendOf(audience({ series: one }), tr)).toBeNull();
  const two = [
    {
      metric: "followers" as const,
      points: [
        { day: "2026-11-20", value: 1 },
        { day: "2026-11-21", value: 2 },
      ],
    },
  ];
  expect(trendOf(audience({ series: two }), tr)?.name).toBe("Takipçi");
  expect(trendOf(audience({ series: two, provenance: "self_reported" }), tr)).toBeNull();
});
