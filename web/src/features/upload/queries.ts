/** The upload queue, as the pages use it. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { session } from "@/api";
import { errorText, networkError } from "@/api/problem";
import { useToast } from "@/components/Toast";
import { currentT } from "@/lib/i18n";
import { hasUploads, noteOwner, onUploads } from "@/lib/localUploads";
import type { Engine } from "./engine";
import { isMoving } from "./model";
import { useUploads } from "./store";

let engine: Promise<Engine> | null = null;

/** Loads the engine once; a failed load is tried again with the next file. */
function loadEngine(client: QueryClient): Promise<Engine> {
  engine ??= import("./engine").then((loaded) => new loaded.Engine(client));
  engine.catch(() => {
    engine = null;
  });
  return engine.then((loaded) => {
    loaded.begin();
    return loaded;
  });
}

const withEngine = (client: QueryClient, act: (engine: Engine) => void): void =>
  void loadEngine(client)
    .then(act)
    .catch(() => useToast.getState().show(errorText(networkError(), currentT())));

export type Uploads = Pick<Engine, "add" | "retry" | "anyway" | "remove" | "letThrough">;

export function useUploadActions(): Uploads {
  const client = useQueryClient();
  return useMemo(
    () => ({
      add: (files, options) => withEngine(client, (loaded) => loaded.add(files, options)),
      retry: (clientIds) => withEngine(client, (loaded) => loaded.retry(clientIds)),
      anyway: (clientIds) => withEngine(client, (loaded) => loaded.anyway(clientIds)),
      remove: (clientIds) => withEngine(client, (loaded) => loaded.remove(clientIds)),
      letThrough: () => withEngine(client, (loaded) => loaded.letThrough()),
    }),
    [client],
  );
}

/**
 * Mounted once while somebody is signed in: goes on with what waits from before, wakes it with the network and the page, lets go of it at sign-out,
 * and warns before a page is left whose files could not be kept.
 */
export function useUploadLife(): void {
  const client = useQueryClient();
  useEffect(() => {
    const goOn = () => void loadEngine(client).catch(() => undefined);
    if (engine || hasUploads()) goOn();
    const wake = () => void engine?.then((loaded) => loaded.wake()).catch(() => undefined);
    const warn = (event: BeforeUnloadEvent) => {
      const { items } = useUploads.getState();
      if (items.some((item) => isMoving(item.state) && !item.kept)) event.preventDefault();
    };
    const leave = session.subscribe(() => {
      if (session.snapshot().status !== "ended") return;
      noteOwner(null);
      void engine?.then((loaded) => loaded.end()).catch(() => undefined);
    });
    const shown = () => document.visibilityState === "visible" && wake();
    const stopHearing = onUploads(goOn);
    document.addEventListener("visibilitychange", shown);
    window.addEventListener("online", wake);
    window.addEventListener("beforeunload", warn);
    return () => {
      leave();
      stopHearing();
      document.removeEventListener("visibilitychange", shown);
      window.removeEventListener("online", wake);
      window.removeEventListener("beforeunload", warn);
    };
  }, [client]);
}
