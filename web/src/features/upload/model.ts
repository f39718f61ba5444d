/**
 * What an upload goes through, as plain values. No network, no React.
 *
 *   queued -> hashing -> hashed -> [check, init] -> ready -> uploading -> stored -> [complete] -> committed
 *      |         |                   |                            |                      |
 *      |         +------> failed <---+-> duplicate                +----> failed <--------+
 *      |                             +-> trashed, deleted (its person removed it once: their word makes it hashed again)
 *      +-> missing <- - - - - (the bytes are gone with the page that had them: chosen again, it goes on)
 *
 * "Backed up" is said only of `committed` and `duplicate`: the server has verified the bytes.
 */
import type { InitItem } from "@/api/types";
import { PART_BYTES } from "@/lib/contentHash";
import { mimeFamily, mimeOf } from "@/lib/mime";

/** The server's own limit; larger files are refused before they are read. */
export const MAX_FILE_BYTES = 50 * 1024 ** 3;
export const INIT_BATCH = 50;
export const COMPLETE_BATCH = 20;
export const PARALLEL_PUTS = 3;
/** More rows than anybody reads make a phone slow. */
export const MOST_ROWS = 100;
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
  | "trashed"
  | "deleted"
  | "missing"
  | "failed";

/** Where the bytes go: one PUT, or parts that are signed when their turn comes. */
export type Target = {
  uploadId: string;
  method: "put" | "multipart";
  url: string;
  headers: Record<string, string>;
  expiresAt: number;
};

/** Whose next content a file is, and the revision of it that its person had before them. */
export type VersionOf = { nodeId: string; rev: number };

/** A file as it was picked. `device`: what its versions are called after; a tab of an older build says nothing. */
export type Pick = {
  clientId: string;
  file: File;
  parentId: string | null;
  device?: string | undefined;
  versionOf?: VersionOf | undefined;
};

export type UploadItem = {
  /** Made once per picked file and kept through every retry, so that the server sees one upload. */
  clientId: string;
  name: string;
  size: number;
  mime: string;
  /** Of the file's last change, ms. */
  mtime: number;
  parentId: string | null;
  /** null: a file of its own. */
  versionOf: VersionOf | null;
  /** As it was called when the file was picked: one client id is one announcement, also after an update of the browser. */
  device: string | null;
  state: UploadState;
  /** base64 SHA-256 of its parts, as far as it has been read. */
  parts: readonly string[];
  sha256: string | null;
  /** Once it was announced: what the server calls it. */
  uploadId: string | null;
  /** Of what was there already: where it is. */
  nodeId: string | null;
  target: Target | null;
  sent: number;
  tries: number;
  /** Not before this moment (ms): a retry that waits. */
  notBefore: number;
  error: string | null;
  /** A copy of the bytes is in the browser's own storage. */
  kept: boolean;
  /** A person wants it although they have deleted its content once. */
  anyway: boolean;
};

export const newItem = ({ clientId, file, parentId, device, versionOf }: Pick): UploadItem => ({
  clientId,
  name: file.name,
  size: file.size,
  mime: mimeOf(file.name, file.type),
  mtime: file.lastModified,
  parentId,
  versionOf: versionOf ?? null,
  device: device ?? null,
  state: file.size > MAX_FILE_BYTES ? "failed" : "queued",
  parts: [],
  sha256: null,
  uploadId: null,
  nodeId: null,
  target: null,
  sent: 0,
  tries: 0,
  notBefore: 0,
  error: file.size > MAX_FILE_BYTES ? "file_too_large" : null,
  kept: false,
  anyway: false,
});

/** RFC 3339 UTC with whole seconds; a camera writes the moment of the shot as the file's modification time. */
const takenAt = (mtime: number): string => new Date(mtime).toISOString().replace(/\.\d{3}Z$/, "Z");

/** Where another device was first, the server keeps it beside the other one (`on_conflict: copy`): nothing is lost. */
export function toInitItem(item: UploadItem & { sha256: string }): InitItem {
  const { versionOf } = item;
  const photo = mimeFamily(item.mime) === "image";
  return {
    client_id: item.clientId,
    kind: photo ? "photo" : "file",
    name: item.name.normalize("NFC"),
    size: item.size,
    mime: item.mime,
    sha256: item.sha256,
    ...(item.parentId ? { parent_id: item.parentId } : {}),
    ...(photo && item.mtime > 0 ? { taken_at: takenAt(item.mtime) } : {}),
    ...(versionOf ? { node_id: versionOf.nodeId, if_match: versionOf.rev } : {}),
    ...(item.device ? { device_name: item.device } : {}),
  };
}

/** Full jitter: anywhere between nothing and the doubled wait, so that a crowd does not return as one. */
export const backoff = (tries: number, random: () => number): number =>
  random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** Math.max(0, tries - 1));

export const urlUsable = (expiresAt: number, now: number): boolean => expiresAt - URL_MARGIN_MS > now;

/** How storage's answer to a PUT is read; 412 means that an earlier try has arrived. `paused`: stopped by ourselves. */
export type PutVerdict = "stored" | "renew" | "rehash" | "retry" | "paused" | { fail: string };

export function readPut(status: number): PutVerdict {
  if (status >= 200 && status < 300) return "stored";
  if (status === 412) return "stored";
  if (status === 403) return "renew";
  if (status === 400) return "rehash";
  if (status === 0 || status === 408 || status === 409 || status === 429 || status >= 500) return "retry";
  return { fail: status === 413 ? "file_too_large" : "unknown" };
}

/** What a person sees of a row; several inner steps read the same. What waits for their word is shown apart. */
export type ShownState =
  | "queued"
  | "hashing"
  | "uploading"
  | "verifying"
  | "committed"
  | "duplicate"
  | "missing"
  | "failed";

const SHOWN: Partial<Record<UploadState, ShownState>> = {
  hashed: "queued",
  ready: "queued",
  stored: "verifying",
};

export const shownState = (state: UploadState): ShownState => SHOWN[state] ?? (state as ShownState);

export const isOver = (state: UploadState): boolean =>
  state === "committed" || state === "duplicate" || state === "failed";

/** Deleted once: waits to hear whether it shall come back. */
export const isAsked = (state: string): state is "trashed" | "deleted" =>
  state === "trashed" || state === "deleted";

/** Nothing happens to it before a person does something. */
export const needsPerson = (state: UploadState): boolean =>
  state === "failed" || state === "missing" || isAsked(state);

/** On its way by itself: neither over nor waiting for a person. */
export const isMoving = (state: UploadState): boolean => !isOver(state) && !needsPerson(state);

/** Trying again changes nothing about these: the file itself is the reason. Size and type may be the owner's rules, which change. */
const FINAL: ReadonlySet<string> = new Set(["name_invalid", "unreadable"]);

export const canRetry = ({ state, size, error }: UploadItem): boolean =>
  state === "failed" && size <= MAX_FILE_BYTES && !FINAL.has(error ?? "");

/** Read so far, while it is prepared; sent so far, after it. */
export const progressOf = (item: UploadItem): number =>
  item.state === "hashing" ? Math.min(item.size, item.parts.length * PART_BYTES) : item.sent;

/** Bytes behind and ahead of everything that still moves, for one bar. */
export function overall(items: readonly UploadItem[]): { active: number; sent: number; total: number } {
  const active = items.filter((item) => isMoving(item.state));
  return {
    active: active.length,
    sent: active.reduce((sum, item) => sum + item.sent, 0),
    total: active.reduce((sum, item) => sum + item.size, 0),
  };
}
