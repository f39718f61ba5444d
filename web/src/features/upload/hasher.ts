/** The worker that reads files, behind one function; started at the first file. One file at a time. */
import { networkError } from "@/api/problem";
import { contentHash } from "@/lib/contentHash";

type Answer = { id: number } & ({ part: string } | { end: "read"; kept: boolean } | { end: "unreadable" });
type Pending = {
  parts: string[];
  onParts: (parts: readonly string[]) => void;
  resolve: (read: Omit<Read, "sha256">) => void;
  reject: (error: Error) => void;
};

export type Read = { parts: readonly string[]; sha256: string; kept: boolean };
export type ReadJob = {
  file: Blob;
  /** Digests of the parts that were read before. */
  known: readonly string[];
  /** The name of a copy in the browser's own storage; null: none. */
  keep: string | null;
  onParts: (parts: readonly string[]) => void;
  signal: AbortSignal;
};

const WORKER = "/workers/hash.js";

let worker: Worker | null = null;
let lastId = 0;
const pending = new Map<number, Pending>();

const hear = (answer: Answer): void => {
  const ask = pending.get(answer.id);
  if (!ask) return;
  if ("part" in answer) {
    ask.parts.push(answer.part);
    ask.onParts([...ask.parts]);
    return;
  }
  pending.delete(answer.id);
  if (answer.end === "read") ask.resolve({ parts: ask.parts, kept: answer.kept });
  else ask.reject(new Error("file cannot be read"));
};

/** A worker that could not be loaded: all who wait may try again, and the next file starts a new one. */
const abandon = (): void => {
  worker?.terminate();
  worker = null;
  for (const ask of pending.values()) ask.reject(networkError());
  pending.clear();
};

const start = (): Worker => {
  const started = new Worker(WORKER);
  started.onmessage = (event: MessageEvent<Answer>) => hear(event.data);
  started.onerror = abandon;
  return started;
};

/** Rejects with ApiError "network", or Error when the file cannot be read. */
export async function readFile({ file, known, keep, onParts, signal }: ReadJob): Promise<Read> {
  worker ??= start();
  const current = worker;
  lastId += 1;
  const id = lastId;
  const read = await new Promise<Omit<Read, "sha256">>((resolve, reject) => {
    pending.set(id, { parts: [...known], onParts, resolve, reject });
    current.postMessage({ id, file, from: known.length, keep });
    signal.addEventListener("abort", () => current.postMessage({ stop: id }), { once: true });
  });
  return { ...read, sha256: await contentHash(read.parts) };
}
