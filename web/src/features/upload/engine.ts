/** The queue wired to the API, the worker, storage and the lists that change with it. Loaded with the first picked file. */
import type { QueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { unwrap } from "@/api/client";
import { rulesQuery } from "@/api/rules";
import type { Node } from "@/api/types";
import { insertNodes } from "@/api/vault";
import { useToast } from "@/components/Toast";
import { currentT } from "@/lib/i18n";
import { connectionOf } from "@/lib/network";
import { browserGate } from "./browserGate";
import { held } from "./gate";
import { hashFile } from "./hasher";
import { overall } from "./model";
import { UploadQueue } from "./queue";
import { useUploads } from "./store";
import { putFile } from "./transfer";

export type Engine = {
  queue: UploadQueue;
  add: (files: readonly File[]) => void;
  /** The network is back. */
  wake: () => void;
  /** A person says: now, and on this network. */
  letThrough: () => void;
};

/** Rules that were changed on another device hold here for what is picked this much later. */
const RULES_FRESH_MS = 60_000;
const RULES_AGAIN_MS = 10_000;

export function createEngine(client: QueryClient): Engine {
  const gate = browserGate(client);

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

  const queue: UploadQueue = new UploadQueue({
    hash: hashFile,
    init: async (items) => (await unwrap(api.POST("/api/vault/uploads", { body: { items } }))).items,
    put: putFile,
    complete: async (ids) => {
      const body = { items: ids.map((id) => ({ upload_id: id })) };
      return (await unwrap(api.POST("/api/vault/uploads/complete", { body }))).items;
    },
    committed,
    changed: (items) => {
      const { active } = overall(items);
      if (active === 0) gate.rest();
      else if (items.some((item) => item.state === "uploading")) gate.moving();
      useUploads.setState({ items, held: active > 0 ? held(gate.decide()) : null });
      announce();
    },
    gate: () => gate.decide(),
    refuses: (file) => gate.refuses(file),
    forgotten: () => gate.forget(),
    newId: () => crypto.randomUUID(),
    now: Date.now,
    random: Math.random,
    online: () => navigator.onLine,
  });
  const look = () => queue.look();
  client.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] === rulesQuery().queryKey[0]) look();
  });
  connectionOf(navigator)?.addEventListener?.("change", look);
  /** Until they are known, as long as something waits for them. */
  const readRules = async (): Promise<void> => {
    await client.prefetchQuery({ ...rulesQuery(), staleTime: RULES_FRESH_MS });
    look();
    const waits = overall(useUploads.getState().items).active > 0 && gate.decide() === null;
    if (waits && navigator.onLine) setTimeout(() => void readRules(), RULES_AGAIN_MS);
  };
  return {
    queue,
    add: (files) => {
      queue.add(files);
      void readRules();
    },
    wake: () => {
      queue.wake();
      void readRules();
    },
    letThrough: () => {
      gate.letThrough();
      look();
    },
  };
}
