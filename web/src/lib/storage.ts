/** Asks the browser not to clear what this site keeps when the device runs out of room (https://storage.spec.whatwg.org/#persistence). */

/** Each is a reason to ask, once: what a browser refuses a visited page it may grant an installed one. */
export type StorageReason = "installed" | "upload";

const ASKED = "storage-asked/";

/** Where it is not granted everything still works: what was lost is picked again. */
export async function keepStorage(reason: StorageReason): Promise<void> {
  const key = ASKED + reason;
  try {
    if (!navigator.storage?.persist || localStorage.getItem(key) !== null) return;
    localStorage.setItem(key, "1");
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch {
    // a private window: there is nothing to keep
  }
}
