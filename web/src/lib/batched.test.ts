// @vitest-environment node
import { afterEach, expect, test, vi } from "vitest";
import { batched } from "./batched";

const limits = { most: 3, waitMs: 1 };
afterEach(() => vi.useRealTimers());

test("what is asked together goes in one call, each once, and what is not answered is null", async () => {
  const calls: string[][] = [];
  const ask = batched<string>(async (ids) => {
    calls.push(ids);
    return new Map([["a", "A"]]);
  }, limits);
  expect(await Promise.all([ask("a"), ask("b"), ask("a")])).toEqual(["A", null, "A"]);
  expect(calls).toEqual([["a", "b"]]);
});

test("who asks for the same again sets no other clock, and no empty call goes out", async () => {
  vi.useFakeTimers();
  const calls: string[][] = [];
  const ask = batched<string>(async (ids) => {
    calls.push(ids);
    return new Map(ids.map((id) => [id, id]));
  }, limits);
  const answers = [ask("a"), ask("a"), ask("a")];
  expect(vi.getTimerCount()).toBe(1);
  await vi.runAllTimersAsync();
  expect(await Promise.all(answers)).toEqual(["a", "a", "a"]);
  answers.push(ask("a"), ask("b"), ask("c")); // full: goes at once, and leaves no clock behind
  expect(vi.getTimerCount()).toBe(0);
  await Promise.all(answers);
  expect(calls).toEqual([["a"], ["a", "b", "c"]]);
});

test("a call is never larger than allowed", async () => {
  const calls: string[][] = [];
  const ask = batched<string>(async (ids) => {
    calls.push(ids);
    return new Map(ids.map((id) => [id, id]));
  }, limits);
  expect(await Promise.all(["a", "b", "c", "d"].map(ask))).toEqual(["a", "b", "c", "d"]);
  expect(calls).toEqual([["a", "b", "c"], ["d"]]);
});

test("a call that fails fails everyone who waits for it, and not who asks later", async () => {
  let broken = true;
  const ask = batched<string>(async (ids) => {
    if (broken) throw new Error("down");
    return new Map(ids.map((id) => [id, id]));
  }, limits);
  await expect(Promise.all([ask("a"), ask("b")])).rejects.toThrow("down");
  broken = false;
  expect(await ask("a")).toBe("a");
});
