import { useEffect, useSyncExternalStore } from "react";
import { session } from "./index";
import type { SessionState } from "./session";

const atServer: SessionState = { status: "restoring", reachable: true };

export const useSession = (): SessionState =>
  useSyncExternalStore(session.subscribe, session.snapshot, () => atServer);

/** Restores the session once and renews it when the page is shown again or the network is back. */
export function useSessionLife(): void {
  useEffect(() => {
    void session.restore();
    const wake = () => document.visibilityState === "visible" && session.wake();
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("online", wake);
    return () => {
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("online", wake);
    };
  }, []);
}
