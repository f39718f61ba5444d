/** The upload queue of this tab, as the pages use it. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { session } from "@/api";
import { errorText, networkError } from "@/api/problem";
import { useToast } from "@/components/Toast";
import { currentT } from "@/lib/i18n";
import type { Engine } from "./engine";
import { isOver } from "./model";
import { useUploads } from "./store";

let engine: Promise<Engine> | null = null;

/** Loads the engine once; a failed load is tried again with the next file. */
function withEngine(client: QueryClient, act: (engine: Engine) => void): void {
  engine ??= import("./engine").then(({ createEngine }) => createEngine(client));
  engine.then(act).catch(() => {
    engine = null;
    useToast.getState().show(errorText(networkError(), currentT()));
  });
}

export type Uploads = {
  add: (files: readonly File[]) => void;
  retry: (clientId: string) => void;
  /** One finished item, or all of them. */
  dismiss: (clientId?: string) => void;
  /** What the rules hold back goes now, and on this network. */
  letThrough: () => void;
};

export function useUploadActions(): Uploads {
  const client = useQueryClient();
  return useMemo(
    () => ({
      add: (files) => withEngine(client, (loaded) => loaded.add(files)),
      retry: (clientId) => withEngine(client, ({ queue }) => queue.retry(clientId)),
      dismiss: (clientId) =>
        withEngine(client, ({ queue }) =>
          queue.dismiss((item) => clientId === undefined || item.clientId === clientId),
        ),
      letThrough: () => withEngine(client, (loaded) => loaded.letThrough()),
    }),
    [client],
  );
}

/** Mounted once: wakes the queue with the network, empties it at sign-out, and warns before the page is left. */
export function useUploadLife(): void {
  useEffect(() => {
    const wake = () => void engine?.then((loaded) => loaded.wake());
    const warn = (event: BeforeUnloadEvent) => {
      if (useUploads.getState().items.some((item) => !isOver(item.state))) event.preventDefault();
    };
    const leave = session.subscribe(() => {
      if (session.snapshot().status === "ended") void engine?.then(({ queue }) => queue.clear());
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
