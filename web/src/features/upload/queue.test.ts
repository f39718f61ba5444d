// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { networkError } from "@/api/problem";
import { newItem, type Pick, type UploadState } from "./model";
import type { QueuePorts } from "./queue";
import { Backend } from "./testing/backend";
import { bench, pickOf, picks, plainRead } from "./testing/bench";
import { sha256 } from "./testing/hashes";

const backend = new Backend();
beforeEach(() => backend.start());
afterEach(() => backend.stop());

const start = (ports: Partial<QueuePorts> = {}) => bench(backend, ports);

type Bench = ReturnType<typeof start>;

const all = (run: Bench, state: UploadState) =>
  run.until(() => run.items().every((item) => item.state === state));

describe("many files", () => {
  test("are committed with few calls and at most three puts at once", async () => {
    const run = start();
    run.queue.add(picks(30));
    await all(run, "committed");
    expect(backend.stored.size).toBe(30);
    expect(backend.mostPuts).toBeLessThanOrEqual(3);
    expect(backend.calls.filter((call) => call === "init").length).toBeLessThanOrEqual(4);
    expect(backend.calls.filter((call) => call === "complete").length).toBeLessThanOrEqual(4);
    expect(backend.largest.init).toBeLessThanOrEqual(50);
    expect(backend.largest.complete).toBeLessThanOrEqual(20);
  });

  test("more than may be open at once wait for room, and none is refused", async () => {
    backend.mayBeOpen = 100;
    const run = start();
    const refused = new Set<string>();
    run.queue.ports.changed = ((changed) => (next) => {
      for (const item of next) if (item.tries > 0 || item.error) refused.add(item.clientId);
      changed(next);
    })(run.queue.ports.changed);
    run.queue.add(picks(220));
    await all(run, "committed");
    expect(backend.stored.size).toBe(220);
    expect(refused.size).toBe(0);
    expect(backend.calls.filter((call) => call === "init").length).toBeLessThanOrEqual(12);
  });

  test("room that another device takes is waited for", async () => {
    backend.mayBeOpen = 2;
    const run = start({ random: () => 0.02 });
    run.queue.add(picks(4));
    await all(run, "committed");
  });

  test("a film that takes long to read holds up no photo, also one that was picked after it", async () => {
    const film = new File(["film"], "film.mp4", { type: "video/mp4" });
    Object.defineProperty(film, "size", { value: 200 * 1024 * 1024 });
    const run = start({
      read: ({ name }, job) =>
        name === "film.mp4" ? new Promise(() => undefined) : plainRead(job.file, job.onParts),
    });
    const [first, second] = picks(2) as [Pick, Pick];
    run.queue.add([first, pickOf(film, "film"), second]);
    await run.until(() => run.items().filter((item) => item.state === "committed").length === 2);
    expect(run.items().map((item) => item.state)).toEqual(["committed", "hashing", "committed"]);
  });

  test("one that the server rejects holds up no other", async () => {
    backend.reject = { "f1.txt": "quota_exceeded" };
    const run = start();
    run.queue.add(picks(3));
    await run.until(() => run.items().filter((item) => item.state === "committed").length === 2);
    expect(run.items()[1]).toMatchObject({ state: "failed", error: "quota_exceeded" });
  });
});

describe("backed up", () => {
  test("is said only after complete has answered committed", async () => {
    backend.pending = 1;
    const seen = new Set<UploadState>();
    const run = start();
    run.queue.ports.changed = ((changed) => (next) => {
      for (const item of next) seen.add(item.state);
      if (next.some((item) => item.state === "committed")) expect(backend.committed.size).toBe(1);
      changed(next);
    })(run.queue.ports.changed);
    run.queue.add(picks(1));
    await all(run, "committed");
    expect(seen).toContain("verifying");
  });

  test("is said of content that is already there, without a put", async () => {
    backend.duplicates.add(sha256("content 0"));
    const run = start();
    run.queue.add(picks(1));
    await all(run, "duplicate");
    expect(run.items()[0]?.nodeId).toBe("n");
    expect(backend.calls).not.toContain("put");
  });
});

describe("trouble", () => {
  test("a lost answer to a put that arrived (412) goes on to complete", async () => {
    backend.puts = ["lost"];
    const run = start();
    run.queue.add(picks(1));
    await all(run, "committed");
    expect(backend.calls).toEqual(["check", "init", "put", "put", "complete"]);
  });

  test("an expired address is renewed under the same client id", async () => {
    backend.puts = ["expired"];
    const run = start();
    run.queue.add(picks(1));
    await all(run, "committed");
    expect(backend.calls).toEqual(["check", "init", "put", "init", "put", "complete"]);
    expect(backend.clientIds).toEqual(new Set(["client-1"]));
  });

  test("storage errors are tried again", async () => {
    backend.puts = ["busy", "busy"];
    const run = start();
    run.queue.add(picks(1));
    await all(run, "committed");
    expect(backend.calls.filter((call) => call === "put")).toHaveLength(3);
  });

  test("a failing init is tried again and gives up in the end, with a retry that works", async () => {
    let broken = true;
    const run = start({ init: (wire) => (broken ? Promise.reject(networkError()) : backend.init(wire)) });
    run.queue.add(picks(2));
    await all(run, "failed");
    expect(run.items()[0]?.error).toBe("network");
    broken = false;
    run.queue.retry(run.items().map((item) => item.clientId));
    await all(run, "committed");
    expect(backend.clientIds).toEqual(new Set(["client-1", "client-2"]));
  });

  test("a file that changed on the way is read once more, then reported", async () => {
    backend.puts = ["corrupt", "corrupt", "corrupt"];
    const run = start();
    run.queue.add(picks(1));
    await all(run, "failed");
    expect(run.items()[0]?.error).toBe("integrity");
    expect(backend.calls.filter((call) => call === "put")).toHaveLength(2);
  });

  test("an unreadable file fails alone", async () => {
    const run = start({
      read: (item, job) =>
        item.name === "f0.txt" ? Promise.reject(new Error("gone")) : plainRead(job.file, job.onParts),
    });
    run.queue.add(picks(2));
    await run.until(() => run.items()[1]?.state === "committed");
    expect(run.items()[0]).toMatchObject({ state: "failed", error: "unreadable" });
  });

  test("without a network nothing is tried; the rest follows when it is back", async () => {
    let online = false;
    const run = start({ online: () => online });
    run.queue.add(picks(2));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(backend.calls).toEqual([]);
    online = true;
    run.queue.wake();
    await all(run, "committed");
  });

  test("signing out forgets everything", async () => {
    const run = start();
    run.queue.add(picks(5));
    run.queue.clear();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(run.items()).toEqual([]);
    expect(backend.calls).not.toContain("complete");
  });
});

test("what is removed is stopped, and its announced room given back", async () => {
  const run = start({ send: () => new Promise(() => undefined) });
  run.queue.add(picks(2));
  await run.until(() => run.items().every((item) => item.state === "uploading"));
  run.queue.remove((item) => item.name === "f0.txt");
  expect(run.items().map((item) => item.name)).toEqual(["f1.txt"]);
  expect(backend.abandoned).toEqual(["client-1"]);
});

describe("while it is announced", () => {
  /** Announced, and the answer still on its way. */
  async function announcing() {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const run = start({
      init: async (wire) => {
        const results = await backend.init(wire);
        await answered;
        return results;
      },
    });
    run.queue.add(picks(2));
    await run.until(() => backend.announced.size === 2);
    return { run, answer };
  }

  test("a file that is removed gives its announced room back", async () => {
    const { run, answer } = await announcing();
    run.queue.remove((item) => item.name === "f0.txt");
    answer();
    await all(run, "committed");
    expect(backend.abandoned).toEqual(["client-1"]);
    expect([...backend.committed]).toEqual(["client-2"]);
  });

  test("what a sign-out leaves waits for its person: nothing of it is given back", async () => {
    const { run, answer } = await announcing();
    run.queue.clear();
    answer();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(backend.abandoned).toEqual([]);
  });
});

test("what was refused as another content is tried again as an upload of its own", async () => {
  const run = start();
  backend.announced.set("client-1", { sha256: "another" } as never);
  run.queue.add(picks(1));
  await all(run, "failed");
  expect(run.items()[0]?.error).toBe("idempotency_mismatch");
  run.queue.retry(["client-1"]);
  await all(run, "committed");
  expect(backend.clientIds).toEqual(new Set(["fresh-1"]));
});

test("a missing file that is picked twice at once goes on, and is a second one", async () => {
  const run = start();
  const [pick] = picks(1) as [Pick];
  run.queue.restore([{ ...newItem(pick), state: "missing" }], new Map());
  run.queue.add([
    { ...pick, clientId: "again" },
    { ...pick, clientId: "other" },
  ]);
  expect(run.items().map((item) => item.clientId)).toEqual(["client-1", "other"]);
  await all(run, "committed");
});
