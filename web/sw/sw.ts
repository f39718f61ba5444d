/**
 * Keeps the pages with their code, and the small pictures that were seen, for times without a network, and nothing else: answers
 * of /api/ and presigned addresses of originals are never touched, since no route matches them. A new version waits until the
 * page says SKIP_WAITING.
 */
import { NavigationRoute, NetworkOnly, type PrecacheEntry, Serwist, type SerwistGlobalConfig } from "serwist";
import { isPicture, pictures } from "./pictures";

declare global {
  interface WorkerGlobalScope extends SerwistGlobalConfig {
    __SW_MANIFEST: (PrecacheEntry | string)[] | undefined;
  }
}
declare const self: ServiceWorkerGlobalScope;

const serwist = new Serwist({
  precacheEntries: self.__SW_MANIFEST ?? [],
  precacheOptions: { cleanupOutdatedCaches: true, ignoreURLParametersMatching: [/.*/] },
  skipWaiting: false,
  clientsClaim: true,
  navigationPreload: false,
});

serwist.registerCapture(isPicture, pictures);

/** Unknown addresses without a network get our own page, not the browser's. */
serwist.registerRoute(
  new NavigationRoute(
    async (context) => {
      try {
        return await new NetworkOnly().handle(context);
      } catch {
        return (await serwist.matchPrecache("/404.html")) ?? Response.error();
      }
    },
    { denylist: [/^\/api\//, /^\/__/] },
  ),
);

serwist.addEventListeners();
