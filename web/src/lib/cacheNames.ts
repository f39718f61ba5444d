/** Caches of what a person has seen. All of them go with the session (deviceData.ts); the pages' own code is not among them. */

/** Filled by the service worker (sw/pictures.ts). */
export const PICTURES_CACHE = "pictures";
/** Filled by pages: answers as they were last seen (seenStore.ts). */
export const SEEN_CACHE = "seen";
