// @vitest-environment node
import { afterEach, beforeEach, expect, test } from "vitest";
import { PART_BYTES } from "@/lib/contentHash";
import { Backend } from "./testing/backend";
import { bench, pickOf } from "./testing/bench";
import { hashOf } from "./testing/hashes";

const backend = new Backend();
beforeEach(() => backend.start());
afterEach(() => backend.stop());

const SIZE = 3 * PART_BYTES + 5;
const content = new Uint8Array(SIZE).map((_, index) => (index * 31 + (index >> 20)) % 251);
const film = pickOf(new File([content], "film.mp4", { type: "video/mp4", lastModified: 1 }), "client-film");
const puts = () => backend.calls.filter((call) => call === "put").length;

test("a large file goes up in parts and is whole", async () => {
  const run = bench(backend);
  run.queue.add([film]);
  await run.until(() => run.items()[0]?.state === "committed");
  expect(puts()).toBe(4);
  expect(backend.mostPuts).toBeLessThanOrEqual(2);
  expect(hashOf(backend.stored.get("client-film") as Buffer)).toBe(hashOf(content));
  expect(run.items()[0]?.sent).toBe(SIZE);
});

test("after a failure it goes on with what has not arrived", async () => {
  backend.puts = ["busy"];
  const run = bench(backend);
  run.queue.add([film]);
  await run.until(() => run.items()[0]?.state === "committed");
  expect(puts()).toBe(5);
  expect(backend.calls.filter((call) => call === "look").length).toBe(2);
});

test("a part that arrives forgives the failures before it", async () => {
  backend.puts = ["busy", "busy", "busy", "busy", "busy", "busy"];
  const run = bench(backend);
  run.queue.add([film]);
  await run.until(() => run.items()[0]?.state === "committed");
  expect(run.items()[0]?.tries).toBe(0);
});

test("what an earlier page has sent is not sent again", async () => {
  const first = bench(backend);
  first.queue.add([film]);
  await first.until(() => (backend.parts.get("client-film")?.size ?? 0) >= 2);
  first.queue.clear();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const arrived = backend.parts.get("client-film")?.size ?? 0;
  const before = puts();
  const next = bench(backend);
  next.queue.add([film]);
  await next.until(() => next.items()[0]?.state === "committed");
  expect(puts() - before).toBe(4 - arrived);
});

test("hours that end let the parts under way arrive, and no other is begun", async () => {
  let open = true;
  const run = bench(backend, {
    gate: () => ({ reason: open ? null : "outside_hours", opensAt: null }),
    send: (job) =>
      backend.send({
        ...job,
        onPart: () => {
          job.onPart();
          open = false;
        },
      }),
  });
  run.queue.add([film]);
  await run.until(() => run.items()[0]?.state === "ready" && !open);
  expect(puts()).toBeLessThanOrEqual(3);
  open = true;
  run.queue.ports.send = (job) => backend.send(job);
  run.queue.look();
  await run.until(() => run.items()[0]?.state === "committed");
  expect(puts()).toBe(4);
});
