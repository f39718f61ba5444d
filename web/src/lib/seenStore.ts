/**
 * Answers as they were last seen, on this device: an entry of Cache Storage for each, under the shape of the API, the account and a
 * key. Its age and weight stand in its address, so that room is made without reading any. All of it goes with the session
 * (deviceData.ts); without room or without Cache Storage nothing is kept, and nothing else is lost.
 */
import { SEEN_CACHE } from "./cacheNames";

export type Seen = { data: unknown; at: number };

/** Written by the build (next.config.ts): a version that reads other shapes does not find what an older one has kept. */
const SHAPE = process.env.API_SHAPE ?? "unbuilt";
const LIFE_MS = 30 * 24 * 60 * 60_000;
const MOST = 200;
/** In characters, near enough bytes. */
const MOST_IN_ALL = 5_000_000;
export const MOST_OF_ONE = 600_000;

const opened = (): Promise<Cache> | null => ("caches" in globalThis ? caches.open(SEEN_CACHE) : null);

const placeOf = (account: string): string => `/seen/${SHAPE}/${encodeURIComponent(account)}/`;
const addressOf = (account: string, key: string): string => placeOf(account) + encodeURIComponent(key);
const whatever = { ignoreSearch: true };

export async function readSeen(account: string, key: string, now = Date.now()): Promise<Seen | null> {
  try {
    const answer = await (await opened())?.match(addressOf(account, key), whatever);
    const seen = answer ? ((await answer.json()) as Seen) : null;
    return seen && now - seen.at < LIFE_MS ? seen : null;
  } catch {
    return null;
  }
}

/** Opens the cache before anything else is waited for: where a session ends meanwhile, this writes into what is already gone. */
export async function writeSeen(account: string, key: string, seen: Seen): Promise<void> {
  try {
    const cache = await opened();
    const address = addressOf(account, key);
    await cache?.delete(address, whatever);
    const text = JSON.stringify(seen);
    if (text.length > MOST_OF_ONE * 1.1) return;
    await cache?.put(`${address}?at=${seen.at}&size=${text.length}`, new Response(text));
  } catch {
    // as said above
  }
}

export async function dropSeen(account: string, key: string): Promise<void> {
  await (await opened()?.catch(() => null))?.delete(addressOf(account, key), whatever).catch(() => false);
}

/** The newest stay, up to a number and a weight; of other accounts, other shapes and long ago nothing does. */
export async function makeRoom(account: string, now = Date.now()): Promise<void> {
  try {
    const cache = await opened();
    const place = placeOf(account);
    const entries = ((await cache?.keys()) ?? []).map((request) => {
      const { pathname, searchParams } = new URL(request.url);
      const own = pathname.startsWith(place);
      return {
        request,
        at: own ? Number(searchParams.get("at")) : 0,
        size: Number(searchParams.get("size")),
      };
    });
    entries.sort((a, b) => b.at - a.at);
    let weight = 0;
    for (const [index, { request, at, size }] of entries.entries()) {
      weight += size;
      if (index >= MOST || weight > MOST_IN_ALL || now - at >= LIFE_MS) await cache?.delete(request);
    }
  } catch {
    // as said above
  }
}
