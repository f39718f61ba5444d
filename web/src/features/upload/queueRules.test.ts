// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MAX_FILE_BYTES, type UploadState } from "./model";
import type { QueuePorts } from "./queue";
import { Backend } from "./testing/backend";
import { bench, pickOf, picks } from "./testing/bench";

const backend = new Backend();
beforeEach(() => backend.start());
afterEach(() => backend.stop());

const start = (ports: Partial<QueuePorts> = {}) => bench(backend, ports);

type Bench = ReturnType<typeof start>;

const all = (run: Bench, state: UploadState) =>
  run.until(() => run.items().every((item) => item.state === state));

describe("under the owner's rules", () => {
  test("nothing is announced or sent before they are known and while they forbid it", async () => {
    let gate: ReturnType<QueuePorts["gate"]> = null;
    const run = start({ gate: () => gate });
    run.queue.add(picks(3));
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
    const run = start({
      gate: () =>
        Date.now() < opensAt ? { reason: "outside_hours", opensAt } : { reason: null, opensAt: null },
    });
    run.queue.add(picks(2));
    await all(run, "hashed");
    await all(run, "committed");
    expect(Date.now()).toBeGreaterThanOrEqual(opensAt);
  });

  test("what is under way is stopped when the network is what they forbid, and goes on later without a try lost", async () => {
    let shut = false;
    const run = start({
      gate: () => ({ reason: shut ? "mobile_data" : null, opensAt: null }),
      send: async (job) => {
        if (shut || job.target.url === "") return backend.send(job);
        return new Promise((resolve) => job.signal.addEventListener("abort", () => resolve("retry")));
      },
    });
    run.queue.add(picks(1));
    await all(run, "uploading");
    shut = true;
    run.queue.look();
    await all(run, "ready");
    expect(run.items()[0]?.tries).toBe(0);
    expect(backend.calls).toEqual(["check", "init"]);
    run.queue.ports.send = (job) => backend.send(job);
    shut = false;
    run.queue.look();
    await all(run, "committed");
  });

  test("what is under way is finished when only its hours end", async () => {
    let shut = false;
    const run = start({
      gate: () => ({ reason: shut ? "outside_hours" : null, opensAt: null }),
      send: (job) => {
        shut = true;
        return backend.send(job);
      },
    });
    run.queue.add(picks(1));
    await all(run, "committed");
  });

  test("what they leave out goes on once they are milder, and not before; one that the server takes never does not", async () => {
    let milder = false;
    const run = start({ refuses: () => (milder ? null : "type_not_allowed") });
    const vast = new File(["x"], "vast.mp4");
    Object.defineProperty(vast, "size", { value: MAX_FILE_BYTES + 1 });
    run.queue.add([...picks(2), pickOf(vast, "vast")]);
    const retry = () => run.queue.retry(run.items().map((item) => item.clientId));
    retry();
    expect(run.items().map((item) => item.state)).toEqual(["failed", "failed", "failed"]);
    milder = true;
    retry();
    await run.until(() => backend.committed.size === 2);
    expect(run.items().map((item) => item.error)).toEqual([null, null, "file_too_large"]);
  });

  test("what another rule leaves out by now says which", async () => {
    let code: string | null = "type_not_allowed";
    const run = start({ refuses: () => code });
    run.queue.add(picks(1));
    code = "file_too_large";
    run.queue.retry(["client-1"]);
    expect(run.items()).toMatchObject([{ state: "failed", error: "file_too_large" }]);
  });

  test("a file that they leave out fails before it is read", async () => {
    const run = start({
      read: () => Promise.reject(new Error("read")),
      refuses: ({ mime }) => (mime === "text/plain" ? "type_not_allowed" : null),
    });
    run.queue.add(picks(1));
    expect(run.items()[0]).toMatchObject({ state: "failed", error: "type_not_allowed" });
  });
});
