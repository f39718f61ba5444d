import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { network } from "@/api/testing";
import { forgetDeviceData } from "@/lib/deviceData";
import { noteOwner } from "@/lib/localUploads";
import { Owner } from "./owner";

/** Longer than anybody waits for the server's answer. */
const SLOW_MS = 5_000;

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

function start() {
  const opened: string[] = [];
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  const owner = new Owner(client, async (id) => void opened.push(id));
  return { owner, opened };
}

/** The server answers, but late. */
function late(id: string): void {
  network({ "GET /api/auth/me": { body: { id } } });
  const answering = globalThis.fetch;
  vi.stubGlobal("fetch", async (asked: Request) => {
    if (asked.url.endsWith("/me")) await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    return answering(asked);
  });
}

test("without an answer it is the account that was last seen here", async () => {
  noteOwner("a");
  late("a");
  const { owner, opened } = start();
  void owner.find();
  await vi.advanceTimersByTimeAsync(SLOW_MS - 1_000);
  expect([opened, owner.sure]).toEqual([["a"], false]);
  await vi.advanceTimersByTimeAsync(SLOW_MS);
  expect([opened, owner.sure]).toEqual([["a"], true]);
});

test("after a session has ended, however it did, nobody's queue is opened before the server has said whose", async () => {
  noteOwner("a");
  forgetDeviceData();
  late("b");
  const { owner, opened } = start();
  void owner.find();
  await vi.advanceTimersByTimeAsync(SLOW_MS - 1_000);
  expect(opened).toEqual([]);
  await vi.advanceTimersByTimeAsync(SLOW_MS);
  expect([opened, owner.sure]).toEqual([["b"], true]);
});

test("the same account that signs in again is given its own", async () => {
  noteOwner("a");
  forgetDeviceData();
  network({ "GET /api/auth/me": { body: { id: "a" } } });
  vi.useRealTimers();
  const { owner, opened } = start();
  await owner.find();
  expect([opened, owner.sure]).toEqual([["a"], true]);
});
