// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ApiError, networkError } from "@/api/problem";
import { overall, type Pick, type UploadState } from "./model";
import type { QueuePorts } from "./queue";
import { Backend } from "./testing/backend";
import { bench, picks } from "./testing/bench";
import { sha256 } from "./testing/hashes";

const backend = new Backend();
beforeEach(() => backend.start());
afterEach(() => backend.stop());

const start = (ports: Partial<QueuePorts> = {}) => bench(backend, ports);
type Bench = ReturnType<typeof start>;

const until = (run: Bench, ...states: UploadState[]) =>
  run.until(() => run.items().every((item, index) => item.state === states[index]));
const count = (call: string) => backend.calls.filter((made) => made === call).length;

describe("what its owner has deleted", () => {
  test.each([
    ["trashed", "trashed"],
    ["deleted_by_user", "deleted"],
  ] as const)("(%s) waits for a word and is not announced; everything else goes", async (known, state) => {
    backend.deleted.set(sha256("content 1"), known);
    const run = start();
    run.queue.add(picks(3));
    await until(run, "committed", state, "committed");
    expect([...backend.announced.keys()]).toEqual(["client-1", "client-3"]);
    expect(overall(run.items()).active).toBe(0);
  });

  test("comes back with that word, without another question", async () => {
    backend.deleted.set(sha256("content 0"), "deleted_by_user");
    const run = start();
    run.queue.add(picks(1));
    await until(run, "deleted");
    run.queue.anyway(["client-1"]);
    await until(run, "committed");
    expect(backend.calls).toEqual(["check", "init", "put", "complete"]);
  });

  test("comes back through a failure and a retry too", async () => {
    backend.deleted.set(sha256("content 0"), "trashed");
    backend.reject = { "f0.txt": "quota_exceeded" };
    const run = start();
    run.queue.add(picks(1));
    await until(run, "trashed");
    run.queue.anyway(["client-1"]);
    await until(run, "failed");
    backend.reject = {};
    run.queue.retry(["client-1"]);
    await until(run, "committed");
    expect(count("check")).toBe(1);
  });

  test("is left out without a call", async () => {
    backend.deleted.set(sha256("content 0"), "deleted_by_user");
    const run = start();
    run.queue.add(picks(1));
    await until(run, "deleted");
    run.queue.remove((item) => item.state === "deleted");
    expect(run.items()).toEqual([]);
    expect(backend.calls).toEqual(["check"]);
    expect(backend.abandoned).toEqual([]);
  });

  test("is asked about once, however often it is picked, and goes where it was picked for last", async () => {
    backend.deleted.set(sha256("content 0"), "deleted_by_user");
    const run = start();
    const [pick] = picks(1) as [Pick];
    run.queue.add([pick]);
    await until(run, "deleted");
    run.queue.add([{ ...pick, clientId: "again", parentId: "folder" }]);
    expect(run.items()).toMatchObject([{ clientId: "client-1", state: "deleted", parentId: "folder" }]);
  });

  test("takes no place from what follows: hundreds of them hold up nothing", async () => {
    for (let index = 0; index < 120; index += 1) backend.deleted.set(sha256(`content ${index}`), "trashed");
    const run = start();
    run.queue.add(picks(130));
    await run.until(() => run.items().filter((item) => item.state === "committed").length === 10);
    expect(run.items().filter((item) => item.state === "trashed")).toHaveLength(120);
  });
});

describe("asking", () => {
  test("is one call a batch, and none for what was announced before", async () => {
    backend.puts = ["expired"];
    const run = start();
    run.queue.add(picks(4));
    await until(run, "committed", "committed", "committed", "committed");
    expect(count("check")).toBeLessThan(4);
    expect(count("init")).toBe(count("check") + 1);
  });

  test("that fails is tried again, as announcing is, and gives up in the end with a retry that works", async () => {
    let broken = true;
    const run = start({
      check: (hashes) => (broken ? Promise.reject(networkError()) : backend.check(hashes)),
    });
    run.queue.add(picks(2));
    await until(run, "failed", "failed");
    expect(run.items()[0]?.error).toBe("network");
    expect(backend.calls).toEqual([]);
    broken = false;
    run.queue.retry(run.items().map((item) => item.clientId));
    await until(run, "committed", "committed");
  });

  test("that is refused says so at once", async () => {
    const run = start({ check: () => Promise.reject(new ApiError("invalid", 422)) });
    run.queue.add(picks(1));
    await until(run, "failed");
    expect(run.items()[0]?.error).toBe("invalid");
  });

  test("an announcement that fails after it brings nothing back that waits", async () => {
    backend.deleted.set(sha256("content 0"), "trashed");
    let tries = 0;
    const run = start({
      init: (wire) => {
        tries += 1;
        return tries === 1 ? Promise.reject(networkError()) : backend.init(wire);
      },
    });
    run.queue.add(picks(2));
    await until(run, "trashed", "committed");
    expect(tries).toBe(2);
  });

  test("what is removed meanwhile is not announced", async () => {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const run = start({
      check: async (hashes) => {
        const known = await backend.check(hashes);
        await answered;
        return known;
      },
    });
    run.queue.add(picks(2));
    await run.until(() => count("check") === 1);
    run.queue.remove((item) => item.clientId === "client-1");
    answer();
    await until(run, "committed");
    expect([...backend.announced.keys()]).toEqual(["client-2"]);
  });
});
