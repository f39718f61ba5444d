"use client";
import { useEffect, useState } from "react";
import { useT } from "@/lib/i18n";

const LOOK_EVERY_MS = 60 * 60_000;

/** Registers the service worker; when a newer one waits, offers it and reloads only on the person's word. */
export function UpdateNotice() {
  const t = useT();
  const waiting = useWaitingWorker();
  const accept = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => window.location.reload(), {
      once: true,
    });
    waiting?.postMessage({ type: "SKIP_WAITING" });
  };
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--tabs)+var(--safe-bottom)+1rem)] z-30 flex justify-center lg:bottom-8"
    >
      {waiting && (
        <div className="pointer-events-auto flex animate-rise items-center gap-2 rounded-full bg-label ps-5 pe-1.5 text-sub text-bg shadow-soft">
          {t.state.update}
          <button
            type="button"
            onClick={accept}
            className="min-h-11 rounded-full px-4 font-semibold underline active:opacity-60"
          >
            {t.state.reload}
          </button>
        </div>
      )}
    </div>
  );
}

function useWaitingWorker(): ServiceWorker | null {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
    let registration: ServiceWorkerRegistration | undefined;
    const look = () => void registration?.update().catch(() => undefined);
    const follow = (worker: ServiceWorker | null) => {
      const settle = () => {
        if (worker?.state === "installed" && navigator.serviceWorker.controller) setWaiting(worker);
      };
      settle();
      worker?.addEventListener("statechange", settle);
    };
    navigator.serviceWorker
      .register("/sw.js", { updateViaCache: "none" })
      .then((found) => {
        registration = found;
        follow(found.waiting);
        found.addEventListener("updatefound", () => follow(found.installing));
      })
      .catch(() => undefined);
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return waiting;
}
