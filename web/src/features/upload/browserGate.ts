/** The gate on what this browser knows: its network, its clock, and the rules as they were last read. */
import type { QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/api/problem";
import { rulesQuery } from "@/api/rules";
import { connectionOf, networkOf, savesData } from "@/lib/network";
import type { Rules } from "@/lib/rules";
import { Gate } from "./gate";

const LAST_RUN = "last-run";

/** A server that answers, but cannot tell the rules, keeps nobody from a backup: it holds size and type by itself. */
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

/** Without an answer nothing is known: what then goes might go over mobile data against the rules. */
function known(client: QueryClient): Rules | null {
  const state = client.getQueryState(rulesQuery().queryKey);
  if (state?.data) return state.data;
  return state?.error instanceof ApiError && state.error.status > 0 ? NONE : null;
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
