/** Which items a lane takes next, and what an answer makes of an item. Pure: state in, change out. */
import { ApiError, isTransient } from "@/api/problem";
import type { CompleteResult, InitResult } from "@/api/types";
import {
  backoff,
  COMPLETE_BATCH,
  INIT_BATCH,
  isAsked,
  isMoving,
  MAX_TRIES,
  PARALLEL_PUTS,
  type Pick,
  type PutVerdict,
  type UploadItem,
  type UploadState,
  urlUsable,
} from "./model";
import { isSameFile } from "./restored";

export type Change = Partial<UploadItem>;
export type Moment = { now: number; random: () => number; online: boolean };

/** What an item begins anew with. */
export const FRESH: Change = { target: null, sent: 0, tries: 0, notBefore: 0, error: null };
/** The server has taken this client id for another content, or has seen it end: the next try is an upload of its own. */
export const NEEDS_NEW_ID: ReadonlySet<string> = new Set(["idempotency_mismatch", "integrity"]);

/** The same file as an upload of its own; `lost`: its bytes are not here any more. */
export const asNew = (item: UploadItem, clientId: string, lost: boolean): UploadItem => ({
  ...item,
  ...FRESH,
  clientId,
  parts: [],
  sha256: null,
  uploadId: null,
  kept: false,
  state: lost ? "missing" : "queued",
});

/** Picked once more, these stay one item. */
export const isAwaited = (state: UploadState): boolean => state === "missing" || isAsked(state);

/** Whether a pick is the file of an item; as a version only where it is the same version. */
export const isPickedAgain = (item: UploadItem, { file, versionOf }: Pick): boolean =>
  isSameFile(item, file) &&
  (!versionOf || (versionOf.nodeId === item.versionOf?.nodeId && versionOf.rev === item.versionOf.rev));

/** What was missing has its bytes again; what is asked about is asked on, for the place it was picked for last. */
export const pickedAgain = (item: UploadItem, { parentId }: Pick): UploadItem =>
  isAsked(item.state)
    ? { ...item, parentId }
    : { ...item, ...FRESH, state: item.sha256 ? "hashed" : "queued" };

/** A stored file waits this long for others, so that one call completes many. */
export const GATHER_MS = 300;
/** A storage 400 means that bytes and hash disagree: read the file again once, then ask the person. */
const REHASH_TRIES = 2;

export const waiting = (items: readonly UploadItem[], state: UploadState, now: number): UploadItem[] =>
  items.filter((item) => item.state === state && item.notBefore <= now);

/** The server lets 100 uploads of an account be open; the other devices want some of them too. */
const MOST_OPEN = 60;
/** A batch smaller than this is waited with while there is more to announce than there is room for. */
const WORTH_A_CALL = 20;
const OPEN: ReadonlySet<UploadState> = new Set(["ready", "uploading", "stored", "verifying"]);

/** Reading so much takes a phone many seconds: with nothing to send, what has been read does not wait for it. */
const LONG_READ_BYTES = 64 * 1024 * 1024;

/** A full batch, or what there is once nothing is left to hash or the PUT lane would stand idle; never more than may be open. */
export function nextInit(items: readonly UploadItem[], now: number): UploadItem[] {
  const hashed = waiting(items, "hashed", now);
  const room = MOST_OPEN - items.filter((item) => OPEN.has(item.state)).length;
  if (room < Math.min(hashed.length, WORTH_A_CALL)) return [];
  const hashing = items.some((item) => item.state === "hashing" || item.state === "queued");
  const idle = !items.some((item) => item.state === "uploading" || item.state === "ready");
  const long = items.some((item) => item.state === "hashing" && item.size > LONG_READ_BYTES);
  const worthIt = long || hashed.length >= PARALLEL_PUTS;
  const enough = hashed.length >= INIT_BATCH || !hashing || (idle && worthIt);
  return enough ? hashed.slice(0, Math.min(INIT_BATCH, room)) : [];
}

/** All that is stored, up to a full batch: when that is full, no PUT is under way, or the first has gathered long enough. */
export function nextComplete(items: readonly UploadItem[], now: number): UploadItem[] {
  const moving = items.some((item) => item.state === "uploading" || item.state === "ready");
  const stored = items.filter((item) => item.state === "stored" && item.notBefore <= now + GATHER_MS);
  const due = !moving || stored.length >= COMPLETE_BATCH || stored.some((item) => item.notBefore <= now);
  return due ? stored.slice(0, COMPLETE_BATCH) : [];
}

/** Items whose address has run out go back to init, under the same client id. */
export const expired = (items: readonly UploadItem[], now: number): UploadItem[] =>
  items.filter((item) => item.state === "ready" && !(item.target && urlUsable(item.target.expiresAt, now)));

/** A longer one runs at once (2^31 ms), and a timer that slept through a night is late anyway. */
const LONGEST_TIMER_MS = 3_600_000;

/** How long until the next delayed item is due or the gate opens; null: nothing waits for the clock. */
export function nextLook(items: readonly UploadItem[], now: number, opensAt: number | null): number | null {
  const later = items
    .filter((item) => isMoving(item.state) && item.notBefore > now)
    .map((item) => item.notBefore);
  if (opensAt !== null) later.push(opensAt);
  if (later.length === 0) return null;
  return Math.min(LONGEST_TIMER_MS, Math.max(1, Math.min(...later) - now));
}

const failed = (code: string): Change => ({ state: "failed", error: code });

/** Another try of a step: after a wait for an error, at once for a renewal (`null`). Being offline costs no try. */
export function again(item: UploadItem, state: UploadState, error: unknown, at: Moment): Change {
  const tries = item.tries + (at.online ? 1 : 0);
  const code = error instanceof ApiError ? error.code : "unknown";
  if (error !== null && !isTransient(error)) return failed(code);
  if (tries >= MAX_TRIES) return failed(error === null ? "unavailable" : code);
  const asked = error instanceof ApiError && error.retryAfter ? error.retryAfter * 1000 : 0;
  const wait = error === null ? 0 : Math.max(asked, backoff(tries, at.random));
  const kept = state === "ready" || state === "stored";
  return {
    state,
    tries,
    notBefore: at.now + wait,
    target: kept ? item.target : null,
    sent: state === "stored" ? item.sent : 0,
  };
}

/** An address that is new counts as good for this long, whatever the clock of the device says. */
const FRESH_MS = 60_000;

/** Other devices of the account have as many open as may be: a matter of time. */
const CROWDED = "too_many_uploads";

export function afterInit(item: UploadItem, result: InitResult | undefined, at: Moment): Change {
  if (result?.status === "duplicate")
    return { state: "duplicate", sent: item.size, nodeId: result.node_id ?? null };
  if (result?.status === "upload" && result.upload_id && result.method) {
    const until = result.expires_at ? Date.parse(result.expires_at) : Number.POSITIVE_INFINITY;
    const expiresAt = Math.max(until, at.now + FRESH_MS);
    const { upload_id: uploadId, method } = result;
    const target = { uploadId, method, url: result.url ?? "", headers: result.headers ?? {}, expiresAt };
    return { state: "ready", uploadId, target };
  }
  const code = result?.problem?.code ?? "unknown";
  // Deleted for good meanwhile: what was meant for it is a file of its own, as the server does it at the commit.
  if (code === "not_found" && item.versionOf) return { state: "hashed", versionOf: null };
  return code === CROWDED ? again(item, "hashed", new ApiError(code, 429), at) : failed(code);
}

export function afterPut(item: UploadItem, verdict: PutVerdict, at: Moment): Change {
  if (verdict === "stored") return { state: "stored", sent: item.size, notBefore: at.now + GATHER_MS };
  if (verdict === "paused") return { state: "ready", sent: 0 };
  if (verdict === "renew") return again(item, "hashed", null, at);
  if (verdict === "retry") return again(item, "ready", new ApiError("network", 0), at);
  if (verdict === "rehash") {
    return item.tries + 1 >= REHASH_TRIES
      ? failed("integrity")
      : { ...again(item, "queued", new ApiError("integrity", 0), at), parts: [], sha256: null };
  }
  return failed(verdict.fail);
}

/** An upload that has ended meanwhile, or is not known any more, is announced again. */
export function afterSendError(item: UploadItem, error: unknown, at: Moment): Change {
  const ended = error instanceof ApiError && (error.status === 404 || error.status === 409);
  return ended ? again(item, "hashed", null, at) : again(item, "ready", error, at);
}

/** Bytes that never arrived ("pending"), or an upload the server has forgotten, start again at init: the same upload, a fresh address. */
export function afterComplete(item: UploadItem, result: CompleteResult | undefined, at: Moment): Change {
  const code = result?.problem?.code ?? "unknown";
  if (result?.status === "committed") return { state: "committed" };
  if (result?.status === "pending" || code === "not_found")
    return again(item, "hashed", new ApiError(code, 0), at);
  return failed(code);
}
