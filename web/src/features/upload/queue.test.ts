// @vitest-environment node
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { networkError } from "@/api/problem";
import type { UploadItem, UploadState } from "./model";
import { type QueuePorts, UploadQueue } from "./queue";
import { Backend } from "./testing/backend";

const backend = new Backend();
beforeEach(() => backend.start());
afterEach(() => backend.stop());

const sha256 = async (file: File) =>
  createHash("sha256")
    .update(Buffer.from(await file.arrayBuffer()))
    .digest("base64");

type Bench = {
  queue: UploadQueue;
  items: () => readonly UploadItem[];
  until: (check: () => boolean) => Promise<void>;
};

function bench(ports: Partial<QueuePorts> = {}): Bench {
  let items: readonly UploadItem[] = [];
  let ids = 0;
  const queue = new UploadQueue({
    hash: sha256,
    init: (wire) => backend.init(wire),
    put: (target, file, onSent) => backend.put(target, file, onSent),
    complete: (uploadIds) => backend.complete(uploadIds),
    committed: () => undefined,
    changed: (next) => {
      items = next;
    },
    newId: () => {
      ids += 1;
      return `client-${ids}`;
    },
    now: Date.now,
    random: () => 0,
    online: () => true,
    gate: () => ({ reason: null, opensAt: null }),
    refuses: () => null,
    forgotten: () => undefined,
    ...ports,
  });
  const until = async (check: () => boolean) => {
    for (let tries = 0; !check(); tries += 1) {
      if (tries > 400)
        throw new Error(`still ${items.map((item) => `${item.state}/${item.error}`).join(" ")}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { queue, items: () => items, until };
}

const files = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => new File([`content ${index}`], `f${index}.txt`, { type: "text/plain" }),
  );

const all = (run: Bench, state: UploadState) =>
  run.until(() => run.items().every((item) => item.state === state));

describe("many files", () => {
  test("are committed with few calls and at most three puts at once", async () => {
    const run = bench();
    run.queue.add(files(30));
    await all(run, "committed");
    expect(backend.stored.size).toBe(30);
    expect(backend.mostPuts).toBeLessThanOrEqual(3);
    expect(backend.calls.filter((call) => call === "init").length).toBeLessThanOrEqual(4);
    expect(backend.calls.filter((call) => call === "complete").length).toBeLessThanOrEqual(4);
    expect(backend.largest.init).toBeLessThanOrEqual(50);
    expect(backend.largest.complete).toBeLessThanOrEqual(20);
  });

  test("one that the server rejects holds up no other", async () => {
    backend.reject = { "f1.txt": "quota_exceeded" };
    const run = bench();
    run.queue.add(files(3));
    await run.until(() => run.items().filter((item) => item.state === "committed").length === 2);
    expect(run.items()[1]).toMatchObject({ state: "failed", error: "quota_exceeded" });
  });
});

describe("backed up", () => {
  test("is said only after complete has answered committed", async () => {
    backend.pending = 1;
    const seen = new Set<UploadState>();
    const run = bench();
    run.queue.ports.changed = ((changed) => (next) => {
      for (const item of next) seen.add(item.state);
      if (next.some((item) => item.state === "committed")) expect(backend.committed.size).toBe(1);
      changed(next);
    })(run.queue.ports.changed);
    run.queue.add(files(1));
    await all(run, "committed");
    expect(seen).toContain("verifying");
  });

  test("is said of content that is already there, without a put", async () => {
    backend.duplicates.add(createHash("sha256").update("content 0").digest("base64"));
    const run = bench();
    run.queue.add(files(1));
    await all(run, "duplicate");
    expect(backend.calls).not.toContain("put");
  });
});

describe("trouble", () => {
  test("a lost answer to a put that arrived (412) goes on to complete", async () => {
    backend.puts = ["lost"];
    const run = bench();
    run.queue.add(files(1));
    await all(run, "committed");
    expect(backend.calls).toEqual(["init", "put", "put", "complete"]);
  });

  test("an expired address is renewed under the same client id", async () => {
    backend.puts = ["expired"];
    const run = bench();
    run.queue.add(files(1));
    await all(run, "committed");
    expect(backend.calls).toEqual(["init", "put", "init", "put", "complete"]);
    expect(backend.clientIds).toEqual(new Set(["client-1"]));
  });

  test("storage errors are tried again", async () => {
    backend.puts = ["busy", "busy"];
    const run = bench();
    run.queue.add(files(1));
    await all(run, "committed");
    expect(backend.calls.filter((call) => call === "put")).toHaveLength(3);
  });

  test("a failing init is tried again and gives up in the end, with a retry that works", async () => {
    let broken = true;
    const run = bench({ init: (wire) => (broken ? Promise.reject(networkError()) : backend.init(wire)) });
    run.queue.add(files(2));
    await all(run, "failed");
    expect(run.items()[0]?.error).toBe("network");
    broken = false;
    for (const item of run.items()) run.queue.retry(item.clientId);
    await all(run, "committed");
    expect(backend.clientIds).toEqual(new Set(["client-1", "client-2"]));
  });

  test("a file that changed on the way is read once more, then reported", async () => {
    backend.puts = ["corrupt", "corrupt", "corrupt"];
    const run = bench();
    run.queue.add(files(1));
    await all(run, "failed");
    expect(run.items()[0]?.error).toBe("integrity");
    expect(backend.calls.filter((call) => call === "put")).toHaveLength(2);
  });

  test("an unreadable file fails alone", async () => {
    const run = bench({
      hash: (file) => (file.name === "f0.txt" ? Promise.reject(new Error("gone")) : sha256(file)),
    });
    run.queue.add(files(2));
    await run.until(() => run.items()[1]?.state === "committed");
    expect(run.items()[0]).toMatchObject({ state: "failed", error: "unreadable" });
  });

  test("without a network nothing is tried; the rest follows when it is back", async () => {
    let online = false;
    const run = bench({ online: () => online });
    run.queue.add(files(2));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(backend.calls).toEqual([]);
    online = true;
    run.queue.wake();
    await all(run, "committed");
  });

  test("signing out forgets everything", async () => {
    const run = bench();
    run.queue.add(files(5));
    run.queue.clear();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(run.items()).toEqual([]);
    expect(backend.calls).not.toContain("complete");
  });
});

test("a finished item can be dismissed, a moving one stays", async () => {
  const run = bench();
  run.queue.add(files(1));
  run.queue.dismiss(() => true);
  expect(run.items()).toHaveLength(1);
  await all(run, "committed");
  run.queue.dismiss(() => true);
  expect(run.items()).toEqual([]);
});

describe("under the owner's rules", () => {
  test("nothing is announced or sent before they are known and while they forbid it", async () => {
    let gate: ReturnType<QueuePorts["gate"]> = null;
    const run = bench({ gate: () => gate });
    run.queue.add(files(3));
    await all(run, "hashed");
    gate = { reason: "mobile_data", opensAt: null };
    run.queue.look();
    expect(backend.calls).toEqual([]);
    gate = { reason: null, opensAt: null };
    run.queue.look();
    await all(run, "committed");
  });

  test("it opens by itself at the moment that the clock named", async () => {
    const opensAt = Date.now() + 150;
    const run = bench({
      gate: () =>
        Date.now() < opensAt ? { reason: "outside_hours", opensAt } : { reason: null, opensAt: null },
    });
    run.queue.add(files(2));
    await all(run, "hashed");
    await all(run, "committed");
    expect(Date.now()).toBeGreaterThanOrEqual(opensAt);
  });

  test("what is under way is finished when the gate shuts", async () => {
    let shut = false;
    const run = bench({
      gate: () => ({ reason: shut ? "mobile_data" : null, opensAt: null }),
      put: (target, file, onSent) => {
        shut = true;
        return backend.put(target, file, onSent);
      },
    });
    run.queue.add(files(1));
    await all(run, "committed");
  });

  test("a file that they leave out fails before it is read", async () => {
    const run = bench({
      hash: () => Promise.reject(new Error("read")),
      refuses: ({ mime }) => (mime === "text/plain" ? "type_not_allowed" : null),
    });
    run.queue.add(files(1));
    expect(run.items()[0]).toMatchObject({ state: "failed", error: "type_not_allowed" });
  });
});
