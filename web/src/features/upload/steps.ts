/**
 * The steps of an upload, each from the moment a lane takes its items to what the answer makes of them. What comes
 * after the queue was cleared is not said of an item that has been brought back since under the same id.
 */
import { ApiError } from "@/api/problem";
import type { CompleteResult, ContentState, InitItem, InitResult, Node } from "@/api/types";
import type { Decision, FileFacts } from "@/lib/rules";
import type { Read, ReadJob } from "./hasher";
import { afterComplete, afterInit, afterPut, afterSendError, again, type Change, type Moment } from "./lanes";
import { type PutVerdict, type Target, toInitItem, type UploadItem, type UploadState } from "./model";

/** One file on its way to the storage. */
export type Sending = {
  target: Target;
  file: Blob;
  digests: readonly string[];
  onSent: (bytes: number) => void;
  onPart: () => void;
  signal: AbortSignal;
  goesOn: () => boolean;
};

export type QueuePorts = {
  /** Hashes; rejects when the file cannot be read any more. */
  read: (item: UploadItem, job: Pick<ReadJob, "file" | "onParts" | "signal">) => Promise<Read>;
  /** What the vault knows of contents, at most 1,000 at once. */
  check: (hashes: string[]) => Promise<ContentState[]>;
  init: (items: InitItem[]) => Promise<InitResult[]>;
  send: (job: Sending) => Promise<PutVerdict>;
  complete: (uploadIds: string[]) => Promise<CompleteResult[]>;
  /** Tells the server that an announced file will not come; best effort. */
  abandon: (uploadId: string) => void;
  committed: (nodes: Node[]) => void;
  changed: (items: readonly UploadItem[]) => void;
  newId: () => string;
  now: () => number;
  random: () => number;
  online: () => boolean;
  /** Whether the owner's rules let anything be announced and sent now; null: that is not known yet. */
  gate: () => Decision | null;
  /** Why the rules leave a file out, whatever the time and the network. */
  refuses: (file: FileFacts) => string | null;
};

/** The queue as the steps see it. `patch` of an item that was removed meanwhile changes nothing. */
export type Desk = {
  readonly ports: QueuePorts;
  find: (clientId: string) => UploadItem | undefined;
  patch: (clientId: string, change: Change) => void;
  fileOf: (clientId: string) => Blob | undefined;
  moment: () => Moment;
  /** Something to be seen has changed, nothing to be done. */
  tell: () => void;
};

export async function readStep(desk: Desk, item: UploadItem, file: Blob, signal: AbortSignal): Promise<void> {
  const { clientId } = item;
  const onParts = (parts: readonly string[]) => {
    desk.patch(clientId, { parts });
    desk.tell();
  };
  try {
    const { parts, sha256, kept } = await desk.ports.read(item, { file, onParts, signal });
    if (signal.aborted) return;
    desk.patch(clientId, { state: "hashed", parts, sha256, kept: item.kept || kept });
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof ApiError) desk.patch(clientId, again(item, "queued", error, desk.moment()));
    else desk.patch(clientId, { state: "failed", error: "unreadable" });
  }
}

const DELETED: Partial<Record<ContentState["state"], UploadState>> = {
  trashed: "trashed",
  deleted_by_user: "deleted",
};

/**
 * Those of a batch that may be announced. What its owner has deleted waits for a word instead: the server would take it, and it would
 * be back unasked. Whoever has said so already, or has announced it before, is not asked; nor is who makes it a version,
 * which brings back no file.
 */
async function notDeleted(desk: Desk, batch: readonly UploadItem[]): Promise<readonly UploadItem[]> {
  const unasked = batch.filter((item) => !item.anyway && item.uploadId === null && !item.versionOf);
  const hashes = new Set(unasked.flatMap((item) => item.sha256 ?? []));
  if (hashes.size === 0) return batch;
  const known = new Map((await desk.ports.check([...hashes])).map(({ sha256, state }) => [sha256, state]));
  for (const { clientId, sha256 } of unasked) {
    const state = DELETED[known.get(sha256 ?? "") ?? "absent"];
    if (state) desk.patch(clientId, { state, tries: 0 });
  }
  return batch.filter(({ clientId }) => desk.find(clientId)?.state === "hashed");
}

/** What was removed while it was announced gives its room back; what a cleared queue has left goes on later, under the same ids. */
export async function initStep(desk: Desk, batch: readonly UploadItem[], signal: AbortSignal): Promise<void> {
  let rest = batch;
  try {
    rest = await notDeleted(desk, batch);
    if (rest.length === 0 || signal.aborted) return;
    const wire = rest.flatMap((item) => (item.sha256 ? [toInitItem({ ...item, sha256: item.sha256 })] : []));
    const results = new Map((await desk.ports.init(wire)).map((result) => [result.client_id, result]));
    if (signal.aborted) return;
    for (const { client_id, status, upload_id } of results.values())
      if (status === "upload" && upload_id && !desk.find(client_id)) desk.ports.abandon(upload_id);
    for (const item of rest)
      desk.patch(item.clientId, afterInit(item, results.get(item.clientId), desk.moment()));
  } catch (error) {
    if (signal.aborted) return;
    for (const item of rest) desk.patch(item.clientId, again(item, "hashed", error, desk.moment()));
  }
}

export async function sendStep(
  desk: Desk,
  { clientId, parts }: UploadItem,
  bytes: { target: Target; file: Blob },
  run: Pick<Sending, "signal" | "goesOn">,
): Promise<void> {
  const now = () => desk.find(clientId);
  const onSent = (sent: number) => {
    desk.patch(clientId, { sent });
    desk.tell();
  };
  const onPart = () => desk.patch(clientId, { tries: 0 });
  const settle = (change: (item: UploadItem) => Change) => {
    const item = now();
    if (!item) return;
    desk.patch(clientId, run.signal.aborted ? { state: "ready", sent: 0 } : change(item));
  };
  try {
    const verdict = await desk.ports.send({ ...bytes, ...run, digests: parts, onSent, onPart });
    settle((item) => afterPut(item, verdict, desk.moment()));
  } catch (error) {
    settle((item) => afterSendError(item, error, desk.moment()));
  }
}

export async function completeStep(
  desk: Desk,
  batch: readonly UploadItem[],
  signal: AbortSignal,
): Promise<void> {
  try {
    const answers = await desk.ports.complete(batch.flatMap((item) => item.uploadId ?? []));
    if (signal.aborted) return;
    const results = new Map(answers.map((answer) => [answer.upload_id, answer]));
    for (const item of batch)
      desk.patch(item.clientId, afterComplete(item, results.get(item.uploadId ?? ""), desk.moment()));
    desk.ports.committed(
      answers.flatMap((answer) => (answer.status === "committed" && answer.node ? [answer.node] : [])),
    );
  } catch (error) {
    if (signal.aborted) return;
    for (const item of batch) desk.patch(item.clientId, again(item, "stored", error, desk.moment()));
  }
}
