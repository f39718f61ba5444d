/** The connected accounts and how fresh they are kept on the screen. Shared by connections, audience and the shell. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { unwrap } from "./client";
import { api } from "./index";
import type { Connection, Provider } from "./types";

/** Names of the providers are the same in every language. */
export const PROVIDER_NAMES: Readonly<Record<Provider, string>> = {
  ga4: "Google Analytics",
  instagram: "Instagram",
  youtube: "YouTube",
  tiktok: "TikTok",
};

export const connectionsQuery = () =>
  queryOptions({
    queryKey: ["connections"],
    queryFn: async () => (await unwrap(api.GET("/api/connect/connections"))).items,
  });

/** Nothing goes on until the person does something. */
export const needsItsUser = ({ status }: Pick<Connection, "status">): boolean => status !== "active";

export const isPulling = ({ status, pulling }: Pick<Connection, "status" | "pulling">): boolean =>
  status === "active" && pulling;

const SECOND = 1000;
/** [until, every] in ms since the waiting began: eager while it is a matter of seconds, then gently, then no more. */
const PACE: readonly [number, number][] = [
  [20 * SECOND, 2 * SECOND],
  [60 * SECOND, 5 * SECOND],
  [300 * SECOND, 15 * SECOND],
];

/** How long until the next look after waiting so long; false = no more. */
export const pollDelay = (waited: number): number | false =>
  PACE.find(([until]) => waited < until)?.[1] ?? false;

/** The connections; looked at again and again while one of them is being pulled. `slow`: longer than it usually takes. */
export function useConnections(enabled = true) {
  const since = useRef<number | null>(null);
  const query = useQuery({
    ...connectionsQuery(),
    enabled,
    refetchInterval: ({ state }) => {
      if (!state.data?.some(isPulling)) {
        since.current = null;
        return false;
      }
      since.current ??= Date.now();
      return pollDelay(Date.now() - since.current);
    },
  });
  const slow = since.current !== null && Date.now() - since.current > 20 * SECOND;
  return { ...query, slow };
}
