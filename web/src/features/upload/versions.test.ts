// @vitest-environment node
import { openDB } from "idb";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UPLOADS_DATABASE } from "@/lib/localUploads";
import type { Pick, VersionOf } from "./model";
import { picks } from "./testing/bench";
import { backend, newDevice, page, reading, until } from "./testing/device";
import { sha256 } from "./testing/hashes";

const OF: VersionOf = { nodeId: "n1", rev: 3 };
const ON_IT = { node_id: "n1", if_match: 3 };

beforeEach(newDevice);
afterEach(() => backend.stop());

/** The same file each time, as a version. */
const version = (clientId = "v1", versionOf: VersionOf = OF): Pick[] =>
  picks(1).map((pick) => ({ ...pick, clientId, versionOf }));

/** A page on which nothing may be sent, with all of it read. */
async function held(...picked: Pick[]) {
  const open = await page("u1", false);
  open.queue.ports.gate = () => ({ reason: "mobile_data", opensAt: null });
  open.queue.add(picked);
  await until(() => open.items().every((item) => item.state === "hashed"));
  await open.shelf.settled();
  return open;
}

test.each([
  ["stands elsewhere in the vault", () => backend.duplicates.add(sha256("content 0"))],
  ["lies in the trash", () => backend.deleted.set(sha256("content 0"), "trashed")],
  ["was deleted for good", () => backend.deleted.set(sha256("content 0"), "deleted_by_user")],
])("a content that %s becomes the version all the same, unasked", async (_, known) => {
  known();
  const { queue } = await page();
  queue.add(version());
  await until(() => backend.committed.has("v1"));
  expect(backend.announced.get("v1")).toMatchObject(ON_IT);
  expect(backend.calls).toEqual(["init", "put", "complete"]);
});

test("a version stays one through a page that is killed, word for word", async () => {
  const first = await page();
  first.queue.ports.send = () => new Promise(() => undefined);
  first.queue.add(version());
  await until(() => backend.announced.size === 1);
  await first.shelf.settled();
  first.kill();
  const before = backend.announced.get("v1");
  await page();
  await until(() => backend.committed.has("v1"));
  expect(backend.announced.get("v1")).toEqual(before);
  expect(before).toMatchObject(ON_IT);
});

test("what a build has left that knew of no versions goes on as a file of its own", async () => {
  const first = await page();
  first.queue.ports.gate = () => null;
  first.queue.add(picks(1));
  await until(() => first.items()[0]?.state === "hashed");
  await first.shelf.settled();
  first.kill();
  const database = await openDB(UPLOADS_DATABASE, 1);
  for (const { versionOf: _, ...row } of await database.getAll("rows")) await database.put("rows", row);
  database.close();
  await page();
  await until(() => backend.committed.has("client-1"));
  expect(backend.announced.get("client-1")).not.toHaveProperty("node_id");
});

test("a version whose bytes are gone goes on once the file is chosen again, by either way", async () => {
  for (const again of [picks(1), version("v3")]) {
    await newDevice();
    (await held(...version())).kill();
    const second = await page("u1", false);
    expect(second.items()).toMatchObject([{ state: "missing", versionOf: OF }]);
    second.queue.add(again.map((pick) => ({ ...pick, clientId: "other" })));
    await until(() => backend.committed.has("v1"));
    expect([...backend.announced.keys()]).toEqual(["v1"]);
    expect(reading).toHaveBeenCalledTimes(1);
    backend.stop();
  }
});

test("a file that is missing for something else, or for another revision, is not taken for the version", async () => {
  (await held(...picks(1), ...version("v1", { nodeId: "n1", rev: 2 }))).kill();
  const second = await page("u1", false);
  second.queue.add(version("v2"));
  await until(() => backend.committed.has("v2"));
  expect([...backend.announced.keys()]).toEqual(["v2"]);
  expect(second.items().map((item) => item.state)).toEqual(["missing", "missing"]);
});

test("a version of what was deleted for good meanwhile is a file of its own", async () => {
  const { queue } = await page();
  const gone = { type: "about:blank", title: "", status: 404, detail: "", code: "not_found" };
  queue.ports.init = async (items) =>
    items[0]?.node_id ? [{ client_id: "v1", status: "rejected", problem: gone }] : backend.init(items);
  queue.add(version());
  await until(() => backend.committed.has("v1"));
  expect(backend.announced.get("v1")).not.toHaveProperty("node_id");
});
