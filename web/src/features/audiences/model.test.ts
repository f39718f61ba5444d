// @vitest-environment node
import { expect, test } from "vitest";
import { namedAudience } from "@/api/testingLists";
import { tr } from "@/lib/i18n/audience/tr";
import { type Draft, emptyDraft, faultsOf, headline, mixable, parted, toDefinition, toDraft } from "./model";

const draft = (change: Partial<Draft> = {}): Draft => ({
  ...emptyDraft("form", false),
  name: "Müşteriler",
  gender: { female: "60", male: "40" },
  ...change,
});
const reasons = (change: Partial<Draft>) => faultsOf(draft(change)).map(({ reason }) => reason);

test("typed percentages become parts of 1, and a part left out stays unknown", () => {
  const countries = [
    { key: 0, code: "TR", percent: "80,5" },
    { key: 1, code: "", percent: "" },
  ];
  expect(toDefinition(draft({ countries, otherCountries: "19,5" }))).toEqual({
    kind: "form",
    dimensions: {
      age: null,
      gender: { female: 0.6, male: 0.4 },
      country: { TR: 0.805, other: 0.195 },
      device: null,
    },
  });
});

test("what was saved comes back as it was typed", () => {
  const device = { mobile: 0.7, desktop: 0.3 };
  const definition = {
    kind: "form" as const,
    dimensions: { gender: { female: 0.605, male: 0.395 }, country: { TR: 0.9, other: 0.1 }, device },
  };
  const again = toDraft(namedAudience({ name: "A", definition }), "tr");
  expect(again.gender).toEqual({ female: "60,5", male: "39,5" });
  expect(again.otherCountries).toBe("10");
  expect(toDefinition(again)).toEqual({ kind: "form", dimensions: { ...definition.dimensions, age: null } });
  const mixture = { kind: "mixture" as const, parts: [{ audience_id: "ga4:all", weight: 2 }] };
  expect(toDraft(namedAudience({ definition: mixture }), "tr").parts).toEqual({ "ga4:all": "2" });
});

test.each([
  [{}, []],
  [{ name: " " }, ["name"]],
  [{ gender: {} }, ["empty"]],
  [{ gender: { female: "abc", male: "40" } }, ["share"]],
  [{ gender: { female: "40", male: "40" } }, ["sum"]],
  [{ countries: [{ key: 0, code: "", percent: "100" }] }, ["nameless"]],
  [{ kind: "ga4" }, []],
  [{ kind: "mixture", parts: { a: "1" } }, ["parts"]],
  [{ kind: "mixture", parts: { a: "1", b: "0" } }, ["weight"]],
  [{ kind: "mixture", parts: { a: "1", b: "2,5" } }, []],
] satisfies [Partial<Draft>, string[]][])("%o is told before it is sent: %o", (change, expected) =>
  expect(reasons(change)).toEqual(expected),
);

test("an audience reads as its largest groups, never as an unknown rest", () => {
  const country = {
    name: "country" as const,
    state: "reported" as const,
    sample_size: 100,
    buckets: [
      { bucket: "other", share: 0.6 },
      { bucket: "TR", share: 0.4 },
    ],
  };
  const device = { name: "device" as const, state: "missing" as const, sample_size: 0, buckets: [] };
  const { dimensions } = namedAudience();
  expect(headline(namedAudience({ dimensions: [...dimensions, country, device] }), tr, "tr")).toBe(
    "Türkiye %40 · Kadın %60",
  );
});

test("a mixture is made of what is none, and not of itself", () => {
  const own = namedAudience({ id: "a", saved: true });
  const mixed = namedAudience({ id: "m", saved: true, definition: { kind: "mixture", parts: [] } });
  expect(mixable([namedAudience(), own, mixed], "a").map(({ id }) => id)).toEqual(["ga4:all"]);
  expect(parted([own, namedAudience()], "tr").given.map(({ id }) => id)).toEqual(["ga4:all"]);
});
