/** The gate on what this browser knows: its network, its clock, and the rules as they were last read. */
import type { QueryClient } from "@tanstack/react-query";
import { rulesQuery } from "@/api/rules";
import { connectionOf, networkOf, savesData } from "@/lib/network";
import type { Rules } from "@/lib/rules";
import { Gate } from "./gate";

const LAST_RUN = "last-run";

/** A server that cannot tell the rules must not keep anybody from a backup: it holds size and type by itself. */
const NONE: Rules = {
  automatic: false,
  windows: [],
  time_zone: "UTC",
  interval_minutes: 0,
  mobile_data: true,
  unknown_network: true,
  max_file_bytes: null,
  types: [],
};

function known(client: QueryClient): Rules | null {
  const state = client.getQueryState(rulesQuery().queryKey);
  return state?.data ?? (state?.status === "error" ? NONE : null);
}

function lastRun(): number | null {
  const kept = Number(localStorage.getItem(LAST_RUN));
  return kept > 0 ? kept : null;
}

export const browserGate = (client: QueryClient): Gate =>
  new Gate({
    rules: () => known(client),
    network: () => networkOf(navigator.onLine, connectionOf(navigator)),
    savesData: () => savesData(connectionOf(navigator)),
    now: Date.now,
    lastRun,
    keepRun: (start) =>
      start === null ? localStorage.removeItem(LAST_RUN) : localStorage.setItem(LAST_RUN, String(start)),
  });
