/** A device whose pages are killed and opened again: its database and its copies of files outlive them. For tests. */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { expect, vi } from "vitest";
import type { KeptFiles } from "../keptFiles";
import type { Pick, UploadItem } from "../model";
import { type Left, Shelf } from "../shelf";
import { Backend } from "./backend";
import { bench, plainRead } from "./bench";

export const backend = new Backend();
/** The origin's own storage, which outlives a page as the database does. */
export const disk = new Map<string, File>();

const kept = (): KeptFiles => ({
  hasRoom: async () => true,
  open: async (name) => disk.get(name),
  remove: async (names) => names.forEach((name) => void disk.delete(name)),
  names: async () => [...disk.keys()],
});

const opened: { kill: () => void; shelf: Shelf }[] = [];

/** One page on this device: it ends without a word when it is killed. */
export async function page(owner = "u1", keeps = true, early: readonly Pick[] = []) {
  const shelf = new Shelf(kept());
  let alive = true;
  const run = bench(backend, {
    changed: (items) => {
      seen = items;
      if (alive) shelf.note(items);
    },
    committed: () => run.queue.remove((item) => item.state === "committed"),
    read: async (item, job) => {
      const read = await reading(job);
      if (keeps) disk.set(item.clientId, job.file as File);
      return { ...read, kept: keeps };
    },
  });
  let seen: readonly UploadItem[] = [];
  let left: Left | null = null;
  run.queue.ports.gate = () => (left ? { reason: null, opensAt: null } : null);
  if (early.length > 0) {
    run.queue.add(early);
    await until(() => seen.every((item) => item.state === "hashed"));
  }
  await shelf.open(
    owner,
    (found) => {
      left = found;
      run.queue.restore(found.items, found.files);
    },
    () => run.queue.items.map((item) => item.clientId),
  );
  run.queue.look();
  const kill = () => {
    alive = false;
    run.queue.ports.send = () => new Promise(() => undefined);
    run.queue.ports.complete = () => new Promise(() => undefined);
    run.queue.clear();
  };
  opened.push({ kill, shelf });
  return { queue: run.queue, shelf, kill, items: () => seen, left: () => left as Left | null };
}

export const reading = vi.fn((job: { file: Blob; onParts: (parts: readonly string[]) => void }) =>
  plainRead(job.file, job.onParts),
);

/** A device on which nobody has been yet. */
export async function newDevice(): Promise<void> {
  vi.stubGlobal("indexedDB", new IDBFactory());
  const store = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => void store.set(key, value),
    removeItem: (key: string) => void store.delete(key),
    clear: () => store.clear(),
  });
  disk.clear();
  reading.mockClear();
  await backend.start();
}

/** What a page has yet to put away is not put away on the next device. */
export async function leaveDevice(): Promise<void> {
  for (const { kill, shelf } of opened.splice(0)) {
    kill();
    await shelf.settled();
  }
  backend.stop();
}

export const until = (check: () => boolean) => vi.waitFor(() => expect(check()).toBe(true));
