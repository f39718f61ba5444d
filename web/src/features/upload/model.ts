/**
 * What an upload goes through, as plain values. No network, no React.
 *
 *   queued -> hashing -> hashed -> [init] -> ready -> uploading -> stored -> [complete] -> committed
 *                |                   |                    |                      |
 *                +------> failed <---+-> duplicate        +----> failed <--------+
 *
 * "Backed up" is said only of `committed` and `duplicate`: the server has verified the bytes.
 */
import type { InitItem } from "@/api/types";
import { mimeFamily, mimeOf } from "@/lib/mime";

/** One PUT carries at most this much; larger files are refused before any call. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;
export const INIT_BATCH = 50;
export const COMPLETE_BATCH = 20;
export const PARALLEL_PUTS = 3;
/** Attempts per step before a person is asked. */
export const MAX_TRIES = 8;
const BACKOFF_BASE_MS = 1_000;
const BACKOFF_CAP_MS = 60_000;
/** An address this close to its end is renewed instead of tried. */
const URL_MARGIN_MS = 20_000;

export type UploadState =
  | "queued"
  | "hashing"
  | "hashed"
  | "ready"
  | "uploading"
  | "stored"
  | "verifying"
  | "committed"
  | "duplicate"
  | "failed";

export type Target = { uploadId: string; url: string; headers: Record<string, string>; expiresAt: number };

export type UploadItem = {
  /** Made once per picked file and kept through every retry, so that the server sees one upload. */
  clientId: string;
  file: File;
  state: UploadState;
  sha256: string | null;
  target: Target | null;
  sent: number;
  tries: number;
  /** Not before this moment (ms): a retry that waits. */
  notBefore: number;
  error: string | null;
};

export const newItem = (file: File, clientId: string): UploadItem => ({
  clientId,
  file,
  state: file.size > MAX_FILE_BYTES ? "failed" : "queued",
  sha256: null,
  target: null,
  sent: 0,
  tries: 0,
  notBefore: 0,
  error: file.size > MAX_FILE_BYTES ? "file_too_large" : null,
});

/** RFC 3339 UTC with whole seconds; a camera writes the moment of the shot as the file's modification time. */
const takenAt = (file: File): string => new Date(file.lastModified).toISOString().replace(/\.\d{3}Z$/, "Z");

export function toInitItem(item: UploadItem & { sha256: string }): InitItem {
  const mime = mimeOf(item.file.name, item.file.type);
  const photo = mimeFamily(mime) === "image";
  return {
    client_id: item.clientId,
    kind: photo ? "photo" : "file",
    name: item.file.name.normalize("NFC"),
    size: item.file.size,
    mime,
    sha256: item.sha256,
    ...(photo && item.file.lastModified > 0 ? { taken_at: takenAt(item.file) } : {}),
  };
}

/** Full jitter: anywhere between nothing and the doubled wait, so that a crowd does not return as one. */
export const backoff = (tries: number, random: () => number): number =>
  random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** Math.max(0, tries - 1));

export const urlUsable = (target: Target, now: number): boolean => target.expiresAt - URL_MARGIN_MS > now;

/** How storage's answer to a PUT is read; 412 means that an earlier try has arrived. */
export type PutVerdict = "stored" | "renew" | "rehash" | "retry" | { fail: string };

export function readPut(status: number): PutVerdict {
  if (status >= 200 && status < 300) return "stored";
  if (status === 412) return "stored";
  if (status === 403) return "renew";
  if (status === 400) return "rehash";
  if (status === 0 || status === 408 || status === 409 || status === 429 || status >= 500) return "retry";
  return { fail: status === 413 ? "file_too_large" : "unknown" };
}

/** What a person sees; several inner steps read the same. */
export type ShownState =
  | "queued"
  | "hashing"
  | "uploading"
  | "verifying"
  | "committed"
  | "duplicate"
  | "failed";

const SHOWN: Record<UploadState, ShownState> = {
  queued: "queued",
  hashing: "hashing",
  hashed: "queued",
  ready: "queued",
  uploading: "uploading",
  stored: "verifying",
  verifying: "verifying",
  committed: "committed",
  duplicate: "duplicate",
  failed: "failed",
};

export const shownState = (state: UploadState): ShownState => SHOWN[state];

export const isOver = (state: UploadState): boolean =>
  state === "committed" || state === "duplicate" || state === "failed";

/** Trying again changes nothing about these: the file itself is the reason. */
const FINAL: ReadonlySet<string> = new Set(["file_too_large", "name_invalid", "unreadable"]);

export const canRetry = (item: UploadItem): boolean =>
  item.state === "failed" && !(item.error !== null && FINAL.has(item.error));

/** Bytes behind and ahead of everything that still moves, for one bar. */
export function overall(items: readonly UploadItem[]): { active: number; sent: number; total: number } {
  const active = items.filter((item) => !isOver(item.state));
  return {
    active: active.length,
    sent: active.reduce((sum, item) => sum + item.sent, 0),
    total: active.reduce((sum, item) => sum + item.file.size, 0),
  };
}
