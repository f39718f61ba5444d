/** Names of what uploads keep in this browser, and how all of it is erased: known to the upload queue, and to what ends an account. */
import { KEPT } from "./deviceData";

export const UPLOADS_DATABASE = "uploads";
/** A folder of the origin-private file system; `public/workers/hash.js` writes there. */
export const UPLOADS_FOLDER = "uploads";
/** Set while something waits: whoever opens the app then loads the queue. */
const WAITING = "uploads-waiting";

export const hasUploads = (): boolean => localStorage.getItem(WAITING) !== null;

export function noteUploads(waiting: boolean): void {
  if (waiting === hasUploads()) return;
  if (waiting) localStorage.setItem(WAITING, "1");
  else localStorage.removeItem(WAITING);
}

/** The account whose uploads these are, as it was last seen here; forgotten with every end of its session, in whichever tab. */
const OWNER = `${KEPT}uploads-owner`;

export const lastOwner = (): string | null => localStorage.getItem(OWNER);

export const noteOwner = (id: string | null): void =>
  id === null ? localStorage.removeItem(OWNER) : localStorage.setItem(OWNER, id);

/** Calls back when another tab begins to have something that waits. */
export function onUploads(begin: () => void): () => void {
  const hear = (event: StorageEvent) => event.key === WAITING && event.newValue !== null && begin();
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}

/** The account is gone: nothing of its files stays on this device. */
export async function eraseUploads(): Promise<void> {
  noteUploads(false);
  noteOwner(null);
  if (typeof indexedDB !== "undefined") indexedDB.deleteDatabase(UPLOADS_DATABASE);
  try {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(UPLOADS_FOLDER, { recursive: true });
  } catch {
    // nothing was kept
  }
}
