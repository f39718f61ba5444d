// @vitest-environment node
import { openDB } from "idb";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UPLOADS_DATABASE } from "@/lib/localUploads";
import type { Read } from "./hasher";
import { newItem, type Pick } from "./model";
import { bench, picks } from "./testing/bench";
import { backend, disk, leaveDevice, newDevice, page, reading, until } from "./testing/device";

let stop: (reason: Error) => void;
let finish: (read: Read) => void;

beforeEach(newDevice);
afterEach(leaveDevice);

/** The rows as a build wrote them that knew of no device. */
async function forgetDevices(): Promise<void> {
  const database = await openDB(UPLOADS_DATABASE, 1);
  for (const { device: _, ...row } of await database.getAll("rows")) await database.put("rows", row);
  database.close();
}

test("a page that is killed half way loses nothing, reads nothing twice and stores nothing twice", async () => {
  const first = await page();
  first.queue.add(picks(60));
  await until(() => backend.committed.size >= 20);
  await first.shelf.settled();
  first.kill();
  const puts = backend.calls.filter((call) => call === "put").length;

  const second = await page();
  await until(() => backend.committed.size === 60 && second.items().length === 0);
  expect(backend.stored.size).toBe(60);
  expect(reading).toHaveBeenCalledTimes(60);
  const all = backend.calls.filter((call) => call === "put").length;
  expect(all).toBeLessThanOrEqual(60 + 3); // what was under way in the last moment may go twice, and is stored once
  expect(puts).toBeGreaterThan(0);
  await second.shelf.settled();
  expect((await page()).left()?.items).toEqual([]);
  expect(disk.size).toBe(0);
});

test("without a copy it asks for the file, and goes on without reading it again", async () => {
  const first = await page("u1", false);
  first.queue.ports.gate = () => ({ reason: "mobile_data", opensAt: null });
  first.queue.add(picks(2));
  await until(() => first.items().every((item) => item.state === "hashed"));
  await first.shelf.settled();
  first.kill();

  const second = await page("u1", false);
  expect(second.items().map((item) => item.state)).toEqual(["missing", "missing"]);
  expect(backend.calls).toEqual([]);
  second.queue.add(picks(2).map((pick) => ({ ...pick, clientId: `other-${pick.clientId}` })));
  await until(() => backend.committed.size === 2);
  expect(backend.clientIds).toEqual(new Set(["client-1", "client-2"]));
  expect(reading).toHaveBeenCalledTimes(2);
});

test.each<[string, string | undefined, () => Promise<void>]>([
  ["as it was when the file was picked", "Mac · Chrome", async () => {}],
  ["without one after a build that knew of none", undefined, forgetDevices],
])("after a restart an item is announced word for word: its device %s", async (_, device, meanwhile) => {
  const first = await page();
  first.queue.ports.send = () => new Promise(() => undefined);
  first.queue.add(picks(1).map((pick) => ({ ...pick, device })));
  await until(() => backend.announced.size === 1);
  await first.shelf.settled();
  first.kill();
  await meanwhile();

  const before = backend.announced.get("client-1");
  backend.calls = [];
  await page();
  await until(() => backend.committed.size === 1);
  expect(backend.calls).toContain("init");
  expect(backend.announced.get("client-1")).toEqual(before);
  expect(before?.device_name).toBe(device);
});

test("bytes that had arrived when the page died are asked about, not sent again", async () => {
  const first = await page();
  first.queue.ports.complete = () => new Promise(() => undefined);
  first.queue.add(picks(1));
  await until(() => backend.stored.size === 1);
  await first.shelf.settled();
  first.kill();
  disk.clear();

  await page();
  await until(() => backend.committed.size === 1);
  expect(backend.calls.filter((call) => call === "put")).toHaveLength(1);
});

test("what was announced and has lost its bytes is asked for at once, also while the rules forbid to send", async () => {
  const first = await page("u1", false);
  first.queue.ports.send = () => new Promise(() => undefined);
  first.queue.add(picks(1));
  await until(() => first.items()[0]?.state === "uploading");
  await first.shelf.settled();
  first.kill();
  const second = await page("u1", false);
  second.queue.ports.gate = () => ({ reason: "mobile_data", opensAt: null });
  await until(() => second.items()[0]?.state === "missing");
});

test("another account finds nothing, and leaves nothing of the first", async () => {
  const first = await page();
  first.queue.ports.gate = () => null;
  first.queue.add(picks(2));
  await until(() => first.items().every((item) => item.state === "hashed"));
  await first.shelf.settled();
  first.kill();
  expect((await page("u2")).left()?.items).toEqual([]);
  expect(disk.size).toBe(0);
  expect((await page("u1")).left()?.items).toEqual([]);
});

test("what is picked before it is known who it is keeps its copy, and survives the page", async () => {
  const first = await page("u1", true, picks(2));
  first.queue.ports.complete = () => new Promise(() => undefined);
  expect([...disk.keys()]).toEqual(["client-1", "client-2"]);
  await first.shelf.settled();
  first.kill();
  await page();
  await until(() => backend.committed.size === 2);
});

test("a failure is remembered with its reason, and in its place", async () => {
  backend.reject = { "f0.txt": "quota_exceeded" };
  const first = await page();
  first.queue.add(picks(1));
  await until(() => first.items()[0]?.state === "failed");
  await first.shelf.settled();
  first.kill();
  const second = await page();
  expect(second.items()).toMatchObject([{ name: "f0.txt", state: "failed", error: "quota_exceeded" }]);
});

test("what was refused as another content is asked for again: its copy goes with its old id", async () => {
  backend.announced.set("client-1", { sha256: "another" } as never);
  const first = await page();
  first.queue.add(picks(1));
  await until(() => first.items()[0]?.error === "idempotency_mismatch");
  await first.shelf.settled();
  first.kill();
  disk.set("client-1", new File(["content 0"], "client-1")); // as the browser names a copy

  const second = await page();
  second.queue.retry(["client-1"]);
  expect(second.items()).toMatchObject([{ clientId: "fresh-1", state: "missing", kept: false }]);
  await second.shelf.settled();
  expect(disk.size).toBe(0);
  second.queue.add(picks(1).map((pick) => ({ ...pick, clientId: "chosen-again" })));
  await until(() => backend.committed.has("fresh-1"));
});

test("what was refused as another content on the page where it was picked needs no second choice", async () => {
  backend.announced.set("client-1", { sha256: "another" } as never);
  const first = await page();
  first.queue.add(picks(1));
  await until(() => first.items()[0]?.error === "idempotency_mismatch");
  first.queue.retry(["client-1"]);
  await until(() => backend.committed.has("fresh-1"));
});

test("sign-out keeps what waits", async () => {
  const first = await page();
  first.queue.ports.gate = () => null;
  first.queue.add(picks(1));
  await until(() => first.items()[0]?.state === "hashed");
  await first.shelf.settled();
  first.shelf.close();
  first.queue.clear();
  expect((await page()).left()?.items).toHaveLength(1);
});

test.each([
  ["ends in an error", (): void => stop(new Error("stopped"))],
  ["ends well", (): void => finish({ parts: ["p"], sha256: "h", kept: false })],
])(
  "what was being read when the queue was cleared says nothing of the item that is brought back: it %s",
  async (_, end) => {
    const [pick] = picks(1) as [Pick];
    const run = bench(backend, {
      read: () => new Promise((resolve, reject) => ([finish, stop] = [resolve, reject])),
    });
    run.queue.add([pick]);
    run.queue.clear();
    run.queue.restore([{ ...newItem(pick), state: "missing" }], new Map());
    end();
    await new Promise((resolve) => setTimeout(resolve));
    expect(run.items()).toMatchObject([{ state: "missing", error: null, sha256: null }]);
  },
);
