/** What of an item outlives its page, and what a new page makes of it. Pure. */
import { PART_BYTES } from "@/lib/contentHash";
import { isAsked, type UploadItem } from "./model";

/** `announced`: the server knows it, and its bytes may have arrived in the page's last moments. */
type RowState = "queued" | "hashed" | "announced" | "trashed" | "deleted" | "missing" | "failed";

/** One row of the database in this browser, for one account. */
export type Row = Pick<
  UploadItem,
  | "clientId"
  | "name"
  | "size"
  | "mime"
  | "mtime"
  | "parentId"
  | "parts"
  | "sha256"
  | "uploadId"
  | "tries"
  | "error"
  | "kept"
  | "anyway"
> & {
  owner: string;
  order: number;
  state: RowState;
  /** Rows of older builds have none, and were announced without one. */
  device?: string | null;
  /** Nor this: theirs are files of their own. */
  versionOf?: UploadItem["versionOf"];
};

const STATES: Record<UploadItem["state"], RowState | null> = {
  queued: "queued",
  hashing: "queued",
  hashed: "hashed",
  ready: "announced",
  uploading: "announced",
  stored: "announced",
  verifying: "announced",
  trashed: "trashed",
  deleted: "deleted",
  missing: "missing",
  failed: "failed",
  committed: null,
  duplicate: null,
};

/** null: there is nothing left to do, so nothing to remember. */
export function toRow(item: UploadItem, owner: string, order: number): Row | null {
  const state = STATES[item.state];
  if (state === null) return null;
  const { clientId, name, size, mime, mtime, parentId, versionOf, device } = item;
  const { parts, sha256, uploadId, tries, error, kept, anyway } = item;
  const file = { name, size, mime, mtime, parentId, versionOf, device };
  const done = { parts, sha256, uploadId, tries, error, kept, anyway };
  const now = state === "hashed" && uploadId ? "announced" : state;
  return { clientId, ...file, ...done, owner, order, state: now };
}

/** Half a gigabyte: what is read anew at most when a page dies while it prepares a large file. */
const PARTS_A_NOTE = (512 * 1024 * 1024) / PART_BYTES;

/** Whether a row would say something else now; bytes on their way and each single part do not count. */
export function isNews(before: Row | undefined, now: Row): boolean {
  if (!before) return true;
  const read = (row: Row) => Math.floor(row.parts.length / PARTS_A_NOTE);
  const same = (["state", "parentId", "sha256", "uploadId", "error", "kept", "anyway"] as const).every(
    (key) => before[key] === now[key],
  );
  return !same || read(before) !== read(now);
}

/**
 * Announced ones are asked about first (`complete`), as their bytes may have arrived: what has is not sent again, what has not is
 * announced under the same id and goes on. What a person is asked about is asked on. The others begin where they were, or wait for a
 * person where their bytes are gone.
 */
export function fromRow(row: Row, hasFile: boolean): UploadItem {
  const { owner: _, order: __, ...rest } = row;
  const late = { device: row.device ?? null, versionOf: row.versionOf ?? null };
  const known = { ...rest, ...late, kept: row.kept && hasFile };
  const fresh = { ...known, nodeId: null, target: null, sent: 0, tries: 0, notBefore: 0 };
  if (row.state === "failed" || isAsked(row.state)) return { ...fresh, state: row.state };
  if (row.state === "announced") return { ...fresh, state: "stored", error: null };
  if (!hasFile) return { ...fresh, state: "missing", error: null };
  return { ...fresh, state: row.sha256 ? "hashed" : "queued", error: null };
}

/** The same file, as far as one can tell without reading it. */
export const isSameFile = (item: Pick<UploadItem, "name" | "size" | "mtime">, file: File): boolean =>
  item.size === file.size &&
  item.mtime === file.lastModified &&
  item.name.normalize("NFC") === file.name.normalize("NFC");
