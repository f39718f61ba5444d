/** The upload queue of this tab, as the pages use it. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { session } from "@/api";
import { errorText, networkError } from "@/api/problem";
import { useToast } from "@/components/Toast";
import { currentT } from "@/lib/i18n";
import { isOver } from "./model";
import type { UploadQueue } from "./queue";
import { useUploads } from "./store";

let queue: Promise<UploadQueue> | null = null;

/** Loads the engine once; a failed load is tried again with the next file. */
function withQueue(client: QueryClient, act: (queue: UploadQueue) => void): void {
  queue ??= import("./engine").then(({ createQueue }) => createQueue(client));
  queue.then(act).catch(() => {
    queue = null;
    useToast.getState().show(errorText(networkError(), currentT()));
  });
}

export type Uploads = {
  add: (files: readonly File[]) => void;
  retry: (clientId: string) => void;
  /** One finished item, or all of them. */
  dismiss: (clientId?: string) => void;
};

export function useUploadActions(): Uploads {
  const client = useQueryClient();
  return useMemo(
    () => ({
      add: (files) => withQueue(client, (loaded) => loaded.add(files)),
      retry: (clientId) => withQueue(client, (loaded) => loaded.retry(clientId)),
      dismiss: (clientId) =>
        withQueue(client, (loaded) =>
          loaded.dismiss((item) => clientId === undefined || item.clientId === clientId),
        ),
    }),
    [client],
  );
}

/** Mounted once: wakes the queue with the network, empties it at sign-out, and warns before the page is left. */
export function useUploadLife(): void {
  useEffect(() => {
    const wake = () => void queue?.then((loaded) => loaded.wake());
    const warn = (event: BeforeUnloadEvent) => {
      if (useUploads.getState().items.some((item) => !isOver(item.state))) event.preventDefault();
    };
    const leave = session.subscribe(() => {
      if (session.snapshot().status === "ended") void queue?.then((loaded) => loaded.clear());
    });
    window.addEventListener("online", wake);
    window.addEventListener("beforeunload", warn);
    return () => {
      leave();
      window.removeEventListener("online", wake);
      window.removeEventListener("beforeunload", warn);
    };
  }, []);
}
