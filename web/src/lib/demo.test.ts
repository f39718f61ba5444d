// @vitest-environment node
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isMadeUp } from "./demo";

test("made-up people are known by the prefix that they are made with", () => {
  const source = readFileSync("../infra/local/population/ids.py", "utf8");
  const prefix = /PREFIX = "(\w+)"/.exec(source)?.[1] ?? "";
  expect(isMadeUp(`${prefix}c00000000000000007`)).toBe(true);
  expect(isMadeUp("01hf7yat00000000000000000a")).toBe(false);
});
