// @vitest-environment node
import { afterEach, beforeEach, expect, test } from "vitest";
import { picks } from "./testing/bench";
import { backend, leaveDevice, newDevice, page, reading, until } from "./testing/device";
import { sha256 } from "./testing/hashes";

beforeEach(newDevice);
afterEach(leaveDevice);

test("what its owner had deleted is still asked about on the next page, and their word outlives one more", async () => {
  backend.deleted.set(sha256("content 0"), "deleted_by_user");
  const first = await page();
  first.queue.add(picks(1));
  await until(() => first.items()[0]?.state === "deleted");
  await first.shelf.settled();
  first.kill();
  const second = await page();
  expect(second.items()).toMatchObject([{ name: "f0.txt", state: "deleted" }]);
  second.queue.ports.gate = () => ({ reason: "mobile_data", opensAt: null });
  second.queue.anyway(["client-1"]);
  await second.shelf.settled();
  second.kill();
  await page();
  await until(() => backend.committed.size === 1);
  expect(backend.calls.filter((call) => call === "check")).toHaveLength(1);
  expect(reading).toHaveBeenCalledTimes(1);
});

test("what its owner had deleted and has no copy here is chosen again after their word", async () => {
  backend.deleted.set(sha256("content 0"), "trashed");
  const first = await page("u1", false);
  first.queue.add(picks(1));
  await until(() => first.items()[0]?.state === "trashed");
  await first.shelf.settled();
  first.kill();
  const second = await page("u1", false);
  second.queue.anyway(["client-1"]);
  expect(second.items()).toMatchObject([{ state: "missing", anyway: true }]);
  second.queue.add(picks(1).map((pick) => ({ ...pick, clientId: "chosen-again" })));
  await until(() => backend.committed.has("client-1"));
});
