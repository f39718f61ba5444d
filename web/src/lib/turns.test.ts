// @vitest-environment node
import { expect, test } from "vitest";
import { turns } from "./turns";

const never = new AbortController().signal;

test("no more than so many run at once, in their order, and a failure frees its turn", async () => {
  const turn = turns(2);
  const [began, ends]: [number[], (() => void)[]] = [[], []];
  const call = (id: number) => () => {
    began.push(id);
    return new Promise<number>((resolve, reject) =>
      ends.push(id === 1 ? () => reject(new Error("1")) : () => resolve(id)),
    );
  };
  const all = Promise.allSettled([0, 1, 2, 3].map((id) => turn(call(id), never)));
  expect(began).toEqual([0, 1]);
  ends[1]?.();
  await expect.poll(() => began).toEqual([0, 1, 2]);
  ends[0]?.();
  await expect.poll(() => began).toEqual([0, 1, 2, 3]);
  ends[2]?.();
  ends[3]?.();
  expect((await all).map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
  ]);
});

test("what was given up while it waited is not called, and holds nobody up", async () => {
  const turn = turns(1);
  const gone = new AbortController();
  let end: () => void = () => undefined;
  const first = turn(() => new Promise<void>((resolve) => (end = resolve)), never);
  const second = turn(async () => expect.unreachable(), gone.signal);
  const third = turn(async () => "third", never);
  gone.abort();
  end();
  await first;
  await expect(second).rejects.toThrow(/abort/i);
  expect(await third).toBe("third");
});
