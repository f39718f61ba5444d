/**
 * What this device keeps of a signed-in person for times without a network, and how all of it is forgotten: unsaved text in
 * localStorage, pictures and what was last seen in caches, the browser's subscription to reminders. Whatever is kept must be under
 * these names.
 */
import { PICTURES_CACHE, SEEN_CACHE } from "./cacheNames";

/** Every key of localStorage that belongs to the person begins with this. */
export const KEPT = "kept/";
const ACCOUNT = `${KEPT}account`;

/** Called at every end of a session, in every tab. */
export function forgetDeviceData(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(KEPT)) localStorage.removeItem(key);
  void endReminders();
  if (!("caches" in globalThis)) return;
  for (const name of [PICTURES_CACHE, SEEN_CACHE]) void caches.delete(name).catch(() => undefined);
}

/** The browser's own end of it: the server hears that it is cut with its next message. */
async function endReminders(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    await (await registration?.pushManager?.getSubscription())?.unsubscribe();
  } catch {
    // no service worker, or a browser that cannot be notified: there is nothing to end
  }
}

/**
 * What is kept belongs to one account: what another one has left behind, for whatever reason, is forgotten first. Answers
 * whether what was there may stay.
 */
export function claimDevice(account: string): boolean {
  const owner = localStorage.getItem(ACCOUNT);
  if (owner === account) return true;
  if (owner !== null) forgetDeviceData();
  localStorage.setItem(ACCOUNT, account);
  return owner === null;
}
