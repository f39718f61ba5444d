// @vitest-environment node
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en } from "@/lib/i18n/connect/en";
import { tr } from "@/lib/i18n/connect/tr";
import { readPercent, sumOf } from "@/lib/shares";
import { type Draft, draftFaults, emptyDraft, localDay, readCount, toReport } from "./model";

const TODAY = "2026-11-21";
const draft = (change: Partial<Draft> = {}): Draft => ({
  ...emptyDraft(TODAY),
  handle: "@ayse.gezer",
  followers: "12.400",
  gender: { female: "62,5", male: "%37,5" },
  ...change,
});
const reasons = (change: Partial<Draft>) =>
  draftFaults(draft(change), TODAY).map(({ field, reason }) => `${field} ${reason}`);

test.each([
  ["45,5", 45.5],
  ["%45.5", 45.5],
  ["45,5 %", 45.5],
  [",5", 0.5],
  ["100", 100],
  ["101", null],
  ["", null],
  ["-1", null],
  ["1e2", null],
  ["abc", null],
])("%s as a percentage is %s", (text, value) => expect(readPercent(text)).toBe(value));

test.each([
  ["12400", 12_400],
  ["12.400", 12_400],
  ["1 240 000", 1_240_000],
  ["12.4", null],
  ["0", null],
  ["", null],
  ["9999999999", null],
])("%s followers are %s", (text, value) => expect(readCount(text)).toBe(value));

test("a sum is fine from 98 to 102 and silent before the first number", () => {
  expect(sumOf(["", " "])).toEqual({ state: "empty", value: 0 });
  expect(sumOf(["48", "50"])).toEqual({ state: "fine", value: 98 });
  expect(sumOf(["48", "49,9"])).toEqual({ state: "off", value: 97.9 });
  expect(sumOf(["0,1", "0,2", "99,7"])).toEqual({ state: "fine", value: 100 });
});

test("a whole draft has no faults and becomes parts of 1", () => {
  const countries = [
    { key: 0, code: "TR", percent: "81" },
    { key: 1, code: "", percent: "" },
  ];
  const whole = draft({ countries, otherCountries: "19" });
  expect(draftFaults(whole, TODAY)).toEqual([]);
  expect(toReport(whole)).toEqual({
    form: {
      handle: "@ayse.gezer",
      as_of: TODAY,
      followers: 12_400,
      dimensions: { gender: { female: 0.625, male: 0.375 }, country: { TR: 0.81, other: 0.19 } },
    },
  });
});

test.each([
  [{ handle: "a" }, ["handle handle_invalid"]],
  [{ date: "2026-11-22" }, ["as_of date_in_future"]],
  [{ date: "" }, ["as_of date_invalid"]],
  [{ followers: "çok" }, ["followers followers_invalid"]],
  [{ gender: {} }, ["share empty"]],
  [{ gender: { female: "x", male: "40" } }, ["gender.female share_invalid"]],
  [{ gender: { female: "40", male: "40" } }, ["gender sum_off"]],
  [{ countries: [{ key: 0, code: "", percent: "100" }] }, ["country bucket_unknown"]],
  [
    {
      countries: [
        { key: 0, code: "TR", percent: "50" },
        { key: 1, code: "TR", percent: "50" },
      ],
    },
    ["country.TR bucket_repeated"],
  ],
] satisfies [Partial<Draft>, string[]][])("%o is told before it is sent", (change, expected) =>
  expect(reasons(change)).toEqual(expected),
);

test("the day is the person's own, not Greenwich's", () => {
  expect(localDay(new Date(2026, 0, 5, 0, 30))).toBe("2026-01-05");
});

test("every fault code of the API has words in both languages", () => {
  const doc = readFileSync(new URL("../../../../docs/audience.md", import.meta.url), "utf8");
  const table = doc.slice(doc.indexOf("| About | Codes |"), doc.indexOf("## Refusals"));
  const codes = [...table.matchAll(/`([a-z_]+)`/g)].map((match) => match[1] ?? "");
  expect(codes).toHaveLength(20);
  for (const words of [tr, en]) expect(codes.filter((code) => !(code in words.tiktok.fault))).toEqual([]);
});
