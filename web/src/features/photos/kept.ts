/**
 * The newest photos as they were last seen on this device, and where their small pictures are: what the service worker has kept
 * (sw/pictures.ts) can then be shown without a network. Goes with the session (lib/deviceData.ts).
 */
import { session } from "@/api";
import type { Photo } from "@/api/types";
import { SEEN_CACHE } from "@/lib/cacheNames";

const LIST = "/seen/timeline.json";
const ADDRESSES = "/seen/pictures.json";
/** Some screens of a phone. */
const MOST = 400;

const cached = (): Promise<Cache> | null => ("caches" in globalThis ? caches.open(SEEN_CACHE) : null);

async function write(path: string, value: unknown): Promise<void> {
  try {
    await (await cached())?.put(path, new Response(JSON.stringify(value)));
  } catch {
    // Without room nothing is kept, and nothing else is lost.
  }
}

async function read<T>(path: string): Promise<T | null> {
  try {
    const answer = await (await cached())?.match(path);
    return answer ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}

export const writeSeen = (photos: readonly Photo[]): Promise<void> => write(LIST, photos.slice(0, MOST));
export const readSeen = (): Promise<Photo[] | null> => read<Photo[]>(LIST);

type Addresses = Record<string, string>;
let known: Promise<Addresses> | null = null;
session.subscribe(() => {
  if (session.snapshot().status === "ended") known = null;
});

export const readAddresses = (): Promise<Addresses> => {
  known ??= read<Addresses>(ADDRESSES).then((found) => found ?? {});
  return known;
};

/** Without their signatures: those end, the picture does not change. */
export async function writeAddresses(urls: ReadonlyMap<string, string>): Promise<void> {
  const all = await readAddresses();
  const fresh = [...urls].flatMap(([id, url]) => {
    const [path = url] = url.split("?");
    return all[id] === path ? [] : [[id, path] as const];
  });
  if (fresh.length === 0) return;
  const kept = [...fresh, ...Object.entries(all)].slice(0, 4 * MOST);
  known = Promise.resolve(Object.fromEntries(kept.reverse()));
  await write(ADDRESSES, await known);
}
