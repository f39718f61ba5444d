/**
 * Can the app be put on the home screen from here, and how? A browser that can do it says so once, early, by an event that is kept
 * for the tap of a person; nothing is ever asked unbidden.
 */
import { create } from "zustand";
import { isAppleTouch } from "./device";
import { keepStorage } from "./storage";

/** https://developer.mozilla.org/docs/Web/API/BeforeInstallPromptEvent (Chromium only) */
type InstallEvent = Event & { prompt: () => Promise<unknown> };

/** `ask`: a tap asks the browser. `share`: by the share sheet, which no page can open for that. */
export type InstallWay = "ask" | "share";

const HIDDEN = "install-hidden";

const useInstall = create<{ event: InstallEvent | null }>()(() => ({ event: null }));

/** Opened from the home screen, or as an app of its own; Safari on iOS says so in its own way too. */
export const isStandalone = (): boolean =>
  window.matchMedia("(display-mode: standalone)").matches ||
  (navigator as { standalone?: boolean }).standalone === true;

/** Listens from the first script on, as the event comes once. What is installed may ask to keep its storage. */
export function followInstall(): () => void {
  const keep = (event: Event) => {
    event.preventDefault(); // no banner of the browser's own
    useInstall.setState({ event: event as InstallEvent });
  };
  const done = () => {
    useInstall.setState({ event: null });
    void keepStorage("installed");
  };
  window.addEventListener("beforeinstallprompt", keep);
  window.addEventListener("appinstalled", done);
  if (isStandalone()) void keepStorage("installed");
  return () => {
    window.removeEventListener("beforeinstallprompt", keep);
    window.removeEventListener("appinstalled", done);
  };
}

/** How the app can be installed from here; null where it is, or where it cannot be. */
export function useInstallWay(): InstallWay | null {
  const { event } = useInstall();
  if (isStandalone()) return null;
  if (event) return "ask";
  return isAppleTouch(navigator.userAgent, navigator.maxTouchPoints) ? "share" : null;
}

/** Has to begin in a tap. An event can be used once; a browser that may ask again sends another. */
export async function install(): Promise<void> {
  const { event } = useInstall.getState();
  useInstall.setState({ event: null });
  await event?.prompt();
}

export const isInstallHidden = (): boolean => localStorage.getItem(HIDDEN) !== null;

/** For good, on this device. */
export function hideInstall(): void {
  try {
    localStorage.setItem(HIDDEN, "1");
  } catch {
    // A full device forgets it with the page.
  }
}
