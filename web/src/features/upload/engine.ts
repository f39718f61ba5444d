/** The queue wired to the API, the worker, storage and the lists that change with it. Loaded with the first picked file. */
import type { QueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { unwrap } from "@/api/client";
import type { Node } from "@/api/types";
import { insertNodes } from "@/api/vault";
import { useToast } from "@/components/Toast";
import { currentT } from "@/lib/i18n";
import { hashFile } from "./hasher";
import { overall } from "./model";
import { UploadQueue } from "./queue";
import { useUploads } from "./store";
import { putFile } from "./transfer";

export function createQueue(client: QueryClient): UploadQueue {
  /** Committed since the queue was last at rest. */
  let finished = 0;

  const announce = () => {
    if (finished === 0 || overall(useUploads.getState().items).active > 0) return;
    useToast.getState().show(currentT().upload.done(finished));
    finished = 0;
  };

  /** A committed item leaves the upload list in the moment its node enters the lists of files. */
  const committed = (nodes: Node[]) => {
    insertNodes(client, nodes);
    finished += nodes.length;
    queue.dismiss((item) => item.state === "committed");
  };

  const queue = new UploadQueue({
    hash: hashFile,
    init: async (items) => (await unwrap(api.POST("/api/vault/uploads", { body: { items } }))).items,
    put: putFile,
    complete: async (ids) => {
      const body = { items: ids.map((id) => ({ upload_id: id })) };
      return (await unwrap(api.POST("/api/vault/uploads/complete", { body }))).items;
    },
    committed,
    changed: (items) => {
      useUploads.setState({ items });
      announce();
    },
    newId: () => crypto.randomUUID(),
    now: Date.now,
    random: Math.random,
    online: () => navigator.onLine,
  });
  return queue;
}
