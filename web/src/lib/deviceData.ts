/**
 * What this device keeps of a signed-in person for times without a network, and how all of it is forgotten: unsaved text in
 * localStorage, pictures and what was last seen in caches, the browser's subscription to reminders. Whatever is kept must be under
 * these names.
 */
import { PICTURES_CACHE, SEEN_CACHE } from "./cacheNames";

/** Every key of localStorage that belongs to the person begins with this. */
export const KEPT = "kept/";
/** Words that the server may not have. */
export const WORDS = `${KEPT}note/`;
const ACCOUNT = `${KEPT}account`;
const CLAIMED = `${KEPT}claimed`;

export const hasWords = (storage: Storage): boolean =>
  Object.keys(storage).some((key) => key.startsWith(WORDS));

/**
 * Called at every end of a session, in every tab. Without `words` those stay for the account that they belong to, to be claimed
 * anew; of nobody's account none do.
 */
export function forgetDeviceData({ words = true } = {}): void {
  const owned = !words && localStorage.getItem(ACCOUNT) !== null;
  const stays = (key: string) => owned && (key === ACCOUNT || key.startsWith(WORDS));
  for (const key of Object.keys(localStorage))
    if (key.startsWith(KEPT) && !stays(key)) localStorage.removeItem(key);
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
  if (owner !== null && owner !== account) forgetDeviceData();
  if (owner !== account) localStorage.setItem(ACCOUNT, account);
  try {
    localStorage.setItem(CLAIMED, "1");
  } catch {
    // A full device asks again.
  }
  return owner === null || owner === account;
}

/** False where a session has ended since: what is kept may be another person's until `claimDevice` says. */
export const isClaimed = (): boolean =>
  localStorage.getItem(CLAIMED) !== null || localStorage.getItem(ACCOUNT) === null;

/** Whose what is kept is; null where nobody has claimed it. */
export const deviceOwner = (): string | null => (isClaimed() ? localStorage.getItem(ACCOUNT) : null);
