/** A queue on the backend of the tests: everything real but the browser. */
import { contentHash, partRange, partsOf } from "@/lib/contentHash";
import type { Pick, UploadItem } from "../model";
import { type QueuePorts, UploadQueue } from "../queue";
import type { Backend } from "./backend";
import { sha256 } from "./hashes";

export const files = (count: number): File[] =>
  Array.from(
    { length: count },
    (_, index) =>
      new File([`content ${index}`], `f${index}.txt`, { type: "text/plain", lastModified: index + 1 }),
  );

export const pickOf = (file: File, clientId: string): Pick => ({ clientId, file, parentId: null });

export const picks = (count: number): Pick[] =>
  files(count).map((file, index) => pickOf(file, `client-${index + 1}`));

/** What the worker does, without one. */
export async function plainRead(file: Blob, onParts: (parts: readonly string[]) => void) {
  const parts: string[] = [];
  for (let number = 1; number <= partsOf(file.size); number += 1) {
    const bytes = await file.slice(...partRange(file.size, number)).arrayBuffer();
    parts.push(sha256(new Uint8Array(bytes)));
    onParts([...parts]);
  }
  return { parts, sha256: await contentHash(parts), kept: false };
}

export function bench(backend: Backend, ports: Partial<QueuePorts> = {}) {
  let items: readonly UploadItem[] = [];
  let ids = 0;
  const queue = new UploadQueue({
    read: (_, { file, onParts }) => plainRead(file, onParts),
    check: (hashes) => backend.check(hashes),
    init: (wire) => backend.init(wire),
    send: (job) => backend.send(job),
    complete: (uploadIds) => backend.complete(uploadIds),
    abandon: (uploadId) => void backend.abandoned.push(uploadId),
    committed: () => undefined,
    changed: (next) => {
      items = next;
    },
    newId: () => {
      ids += 1;
      return `fresh-${ids}`;
    },
    now: Date.now,
    random: () => 0,
    online: () => true,
    gate: () => ({ reason: null, opensAt: null }),
    refuses: () => null,
    ...ports,
  });
  const until = async (check: () => boolean) => {
    for (let tries = 0; !check(); tries += 1) {
      if (tries > 1000)
        throw new Error(`still ${items.map((item) => `${item.state}/${item.error}`).join(" ")}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { queue, items: () => items, until };
}
