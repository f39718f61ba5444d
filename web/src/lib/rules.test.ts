// @vitest-environment node
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decide, type FileFacts, type Network, opening, type Rules } from "./rules";

type Told = {
  at: string;
  network: Network;
  by_hand: boolean;
  confirmed: boolean;
  saves_data: boolean;
  last_run: string | null;
};
type Vector = {
  name: string;
  rules?: Partial<Rules>;
  situation?: Partial<Told>;
  file?: FileFacts;
  expect: { reason: string | null; opens_at?: string };
};
type Vectors = {
  defaults: { rules: Rules; situation: Told };
  groups: { about: string; rules: Partial<Rules>; vectors: Vector[] }[];
};

const { defaults, groups }: Vectors = JSON.parse(
  readFileSync(new URL("../../../tests/vectors/rules.json", import.meta.url), "utf8"),
);

const moment = (text: string | null | undefined): number | null => (text ? Date.parse(text) : null);

describe.each(groups)("$about", (group) => {
  test.each(group.vectors)("$name", (vector) => {
    const told = { ...defaults.situation, ...vector.situation };
    const decision = decide(
      { ...defaults.rules, ...group.rules, ...vector.rules },
      {
        at: Date.parse(told.at),
        network: told.network,
        byHand: told.by_hand,
        confirmed: told.confirmed,
        savesData: told.saves_data,
        lastRun: moment(told.last_run),
      },
      vector.file,
    );
    expect(decision).toEqual({ reason: vector.expect.reason, opensAt: moment(vector.expect.opens_at) });
  });
});

test("a zone that the browser does not know is its own, not an error", () => {
  const windows = [{ start: "12:00", end: "13:00" }];
  const opens = new Date(opening(windows, "Mars/Olympus_Mons", Date.parse("2026-11-22T00:00:00Z")));
  expect([opens.getHours(), opens.getMinutes()]).toEqual([12, 0]);
});
