/** The hash worker behind one function; started at the first file. */
import { networkError } from "@/api/problem";

type Answer = { id: number; sha256: string | null };
type Pending = { resolve: (sha256: string) => void; reject: (error: Error) => void };

const WORKER = "/workers/hash.js";

let worker: Worker | null = null;
let lastId = 0;
const pending = new Map<number, Pending>();

const settle = ({ id, sha256 }: Answer): void => {
  const ask = pending.get(id);
  pending.delete(id);
  if (sha256) ask?.resolve(sha256);
  else ask?.reject(new Error("file cannot be read"));
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
  started.onmessage = (event: MessageEvent<Answer>) => settle(event.data);
  started.onerror = abandon;
  return started;
};

/** base64 SHA-256 of a whole file of at most MAX_FILE_BYTES. Rejects with ApiError "network", or Error when it cannot be read. */
export function hashFile(file: File): Promise<string> {
  worker ??= start();
  const current = worker;
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    pending.set(id, { resolve, reject });
    current.postMessage({ id, file });
  });
}
