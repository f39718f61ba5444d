// @vitest-environment node
import { expect, test } from "vitest";
import { profile } from "@/api/testingLists";
import { type Draft, faultsOf, readAmount, toDraft, toWish } from "./model";

const draft = (change: Partial<Draft> = {}): Draft => ({ ...toDraft(profile()), ...change });
const link = (label: string, url: string, key = 0) => ({ key, label, url });

test("what was not changed is sent as it came", () => {
  const { kind: _kind, updated_at: _at, rev, ...rest } = profile();
  expect(toWish(draft(), rev)).toEqual({ rev, ...rest });
});

test.each([
  ["5000", 5000],
  ["5.000", 5000],
  ["20 000", 20_000],
  ["1,250,000", 1_250_000],
  ["49.99", null],
  ["49,99", null],
  ["1250,50", null],
  ["1.250,50", null],
  ["1.250,500", null],
  ["1250000000", null],
  ["", undefined],
  ["beş", null],
  ["-1", null],
])("%s as an amount is %s", (text, value) => expect(readAmount(text)).toBe(value));

test.each([
  [{}, []],
  [{ name: " " }, ["name"]],
  [{ email: "gezer" }, ["email"]],
  [{ email: "atolye@gezer.example" }, []],
  [{ links: [link("Site", "http://gezer.example")] }, ["url"]],
  [{ links: [link("Site", "gezer")] }, ["url"]],
  [{ links: [link("", ""), link("", "gezer.example/canta", 1)] }, []],
  [{ from: "10", to: "5" }, ["money"]],
  [{ from: "on" }, ["money"]],
] satisfies [Partial<Draft>, string[]][])("%o is told before it is sent: %o", (change, faults) =>
  expect(faultsOf(draft(change))).toEqual(faults),
);

test("an address gets its beginning, an unnamed link its host, an empty one goes", () => {
  const { links } = toWish(draft({ links: [link("", "www.gezer.example/a"), link("", "", 1)] }), 1);
  expect(links).toEqual([{ label: "gezer.example", url: "https://www.gezer.example/a" }]);
});

test("no amount is no price", () => {
  expect(toWish(draft({ from: "", to: "" }), 1).price).toBeNull();
  expect(toWish(draft({ from: "", to: "9.000" }), 1).price).toEqual({
    from: null,
    to: 9000,
    currency: "TRY",
  });
});
