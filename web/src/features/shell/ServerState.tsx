"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { session } from "@/api";
import { isTransient } from "@/api/problem";
import { keepSeen, seenBefore } from "@/api/seen";
import { followConnection } from "./reconnect";

const MAX_RETRIES = 2;

/**
 * Calls run without a connection too and fail at once: what was seen before, or an honest offline state, instead of an
 * endless skeleton.
 */
const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      networkMode: "always",
      persister: seenBefore,
      refetchOnReconnect: true,
      retry: (count, error) => count < MAX_RETRIES && navigator.onLine && isTransient(error),
    },
    mutations: { networkMode: "always" },
  },
});

/** The cache of what the server said to this person; emptied when the session ends here or in another tab. */
export function ServerState({ children }: { children: ReactNode }) {
  useEffect(() => {
    const forget = () => session.snapshot().status === "ended" && client.clear();
    return session.subscribe(forget);
  }, []);
  useEffect(() => keepSeen(client, session), []);
  useEffect(() => followConnection(client, session), []);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
