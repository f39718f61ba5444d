/**
 * What a person has seen of their vault is there without a network too.
 *
 * [Note: Seen before] Answers of the kinds below are kept on the device as they come (lib/seenStore.ts), and shown where none comes: at
 * once without a network, after a while where the server is slow, and when a call has failed for want of an answer. A query that
 * shows them stays failed, or goes on asking, so whatever asks again after an error does so here as well. With a network the
 * server's answer is always waited for first: nobody sees yesterday's list flash by. Only what is listed here is kept, and no
 * address with a signature or token is in it.
 */
import {
  hashKey,
  type Query,
  type QueryClient,
  type QueryKey,
  type QueryPersister,
} from "@tanstack/react-query";
import { deviceOwner } from "@/lib/deviceData";
import { dropSeen, MOST_OF_ONE, makeRoom, readSeen, type Seen, writeSeen } from "@/lib/seenStore";
import { meQuery } from "./account";
import { isTransient } from "./problem";
import { findAddress, forgetAddresses, keepAddresses, noteAddress } from "./seenPictures";
import type { Session } from "./session";
import type { Scope } from "./vault";
import { noteKey } from "./vaultCache";

/** With a network the server has this long before what was seen is shown. */
const LATE_MS = 2500;
/** What comes together is written together. */
const GATHER_MS = 250;

const KINDS: Record<string, (key: QueryKey) => boolean> = {
  me: () => true,
  summary: () => true,
  folders: () => true,
  nodes: (key) => (key[1] as Scope).q === undefined,
  node: () => true,
  notes: (key) => key[1] === "",
  note: (key) => key.length === 2, // not its history
  albums: () => true,
  photos: (key) => key[1] === "timeline",
};

export const isKept = (key: QueryKey): boolean => KINDS[String(key[0])]?.(key) ?? false;

/** Notes are set by hand with what the server has just acknowledged, and then the editor may be gone already. */
const isWritten = (key: QueryKey): boolean => key[0] === "note" || key[0] === "notes";

const isPicture = (key: QueryKey): boolean => key[0] === "thumbnail";
const pictureOf = ([, size, id]: QueryKey): string => `${size}/${id}`;

/** Null where what is kept may be somebody else's. */
function ownerOf(client: QueryClient): string | null {
  const account = deviceOwner();
  const me = client.getQueryData(meQuery().queryKey)?.id;
  return me === undefined || me === account ? account : null;
}

const find = async (account: string, { queryKey, queryHash }: Query): Promise<Seen | null> => {
  if (!isPicture(queryKey)) return readSeen(account, queryHash);
  const url = await findAddress(account, pictureOf(queryKey));
  return url ? { data: { url, expires_in: 0 }, at: Date.now() } : null;
};

/** Queries that show what was seen, by the moment it was: the server has not answered since. */
const restored = new WeakMap<Query, number>();
export const isFromDevice = (query: Query): boolean => restored.has(query);

async function restore(client: QueryClient, query: Query): Promise<void> {
  const account = ownerOf(client);
  const seen = account && (await find(account, query));
  // Meanwhile the answer may have come, or the session ended.
  const there = client.getQueryCache().get(query.queryHash) === query;
  if (!seen || !there || query.state.data !== undefined || ownerOf(client) !== account) return;
  restored.set(query, seen.at);
  query.setData(closed(seen.data), { updatedAt: seen.at, manual: true });
}

/** Stands around every call of a query (the library's `persister`). */
export const seenBefore: QueryPersister<unknown, QueryKey> = async (ask, context, query) => {
  const { queryKey, state } = query;
  if (state.data !== undefined || !(isKept(queryKey) || isPicture(queryKey))) return ask(context);
  const show = () => restore(context.client, query);
  const late = setTimeout(show, navigator.onLine ? LATE_MS : 0);
  try {
    return await ask(context);
  } catch (error) {
    if (isTransient(error)) await show();
    throw error;
  } finally {
    clearTimeout(late);
  }
};

type Pages = { pages: unknown[]; pageParams: unknown[] };
const isPages = (data: unknown): data is Pages =>
  typeof data === "object" && data !== null && "pages" in data && "pageParams" in data;

/** Without a next page: it would be asked for behind yesterday's. With a network the first alone, as the answer brings no more. */
function closed(data: unknown): unknown {
  if (!isPages(data)) return data;
  const pages = navigator.onLine ? data.pages.slice(0, 1) : data.pages;
  const last = { ...(pages.at(-1) as object), next_cursor: null };
  return { pages: [...pages.slice(0, -1), last], pageParams: data.pageParams.slice(0, pages.length) };
}

/** Of a long list its beginning. */
function fitting(data: unknown): unknown {
  if (!isPages(data)) return data;
  let size = 0;
  const over = data.pages.findIndex((page) => {
    size += JSON.stringify(page).length;
    return size > MOST_OF_ONE;
  });
  const count = over < 0 ? data.pages.length : Math.max(1, over);
  return { pages: data.pages.slice(0, count), pageParams: data.pageParams.slice(0, count) };
}

/** What was thrown away is not kept either. */
export async function dropNote(client: QueryClient, id: string): Promise<void> {
  const account = ownerOf(client);
  if (account !== null) await dropSeen(account, hashKey(noteKey(id)));
}

async function keep(client: QueryClient, account: string, query: Query): Promise<void> {
  const { queryKey, queryHash, state } = query;
  if (state.data === undefined) return;
  if (state.data === null) {
    await dropSeen(account, queryHash);
    if (queryKey[0] === "node") await dropNote(client, String(queryKey[1]));
  } else await writeSeen(account, queryHash, { data: fitting(state.data), at: state.dataUpdatedAt });
}

class Keeper {
  readonly #changed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing = Promise.resolve();

  constructor(readonly client: QueryClient) {}

  readonly note = (query: Query, manual: boolean): void => {
    if (!manual) restored.delete(query);
    // What is set by hand counts where it is looked at: a change elsewhere is heard of with the next answer.
    else if (
      (query.state.data !== null && !query.isActive() && !isWritten(query.queryKey)) ||
      restored.get(query) === query.state.dataUpdatedAt
    )
      return;
    const url = isPicture(query.queryKey) && (query.state.data as { url: string } | null)?.url;
    if (url) noteAddress(pictureOf(query.queryKey), url);
    else if (isKept(query.queryKey)) this.#changed.add(query.queryHash);
    else return;
    this.#timer ??= setTimeout(this.write, GATHER_MS);
  };

  /** One after another; all that waits stays until it is known whose it is. */
  readonly write = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
  };

  forget(): void {
    this.#changed.clear();
    forgetAddresses();
  }

  /** Only what this person has been told by the server to be theirs. */
  #owner(): string | null {
    return this.client.getQueryData(meQuery().queryKey) === undefined ? null : ownerOf(this.client);
  }

  async #write(): Promise<void> {
    for (const hash of this.#changed) {
      const account = this.#owner();
      if (account === null) return;
      this.#changed.delete(hash);
      const query = this.client.getQueryCache().get(hash);
      if (query) await keep(this.client, account, query);
    }
    const account = this.#owner();
    if (account === null) return;
    await keepAddresses(account);
    await makeRoom(account);
  }
}

/** Keeps what comes from now on. Returns how to stop. */
export function keepSeen(client: QueryClient, session: Pick<Session, "snapshot" | "subscribe">): () => void {
  const keeper = new Keeper(client);
  const stops = [
    client.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "success")
        keeper.note(event.query, event.action.manual ?? false);
    }),
    session.subscribe(() => session.snapshot().status === "ended" && keeper.forget()),
  ];
  const hidden = () => document.visibilityState === "hidden" && keeper.write();
  document.addEventListener("visibilitychange", hidden);
  return () => {
    document.removeEventListener("visibilitychange", hidden);
    for (const stop of stops) stop();
  };
}
