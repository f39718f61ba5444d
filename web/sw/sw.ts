/**
 * Keeps the pages with their code, and the small pictures that were seen, for times without a network, and nothing else: answers
 * of /api/ and presigned addresses of originals are never touched, since no route matches them. A new version waits until the
 * page says SKIP_WAITING. And shows the reminder that backup hours have begun, which leads to the page where uploads go
 * on.
 */

import { NavigationRoute, NetworkOnly, type PrecacheEntry, Serwist, type SerwistGlobalConfig } from "serwist";
import { LANGUAGE_ADDRESS, LANGUAGE_CACHE, reminderLanguage, reminderOf } from "../src/lib/reminder";
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

async function remind(payload: unknown): Promise<void> {
  const chosen = await caches.match(LANGUAGE_ADDRESS, { cacheName: LANGUAGE_CACHE });
  const language = reminderLanguage(await chosen?.text(), self.navigator.language);
  const { title, body, url } = reminderOf(payload, language);
  const icon = "/icons/icon-192.png";
  await self.registration.showNotification(title, {
    body,
    icon,
    lang: language,
    tag: "backup",
    data: { url },
  });
}

/** A page that is open comes to the front and goes on by itself; else one is opened. */
async function follow(url: string): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find((open) => open.focused) ?? pages[0];
  if (page) await page.focus();
  else await self.clients.openWindow(url);
}

const payloadOf = (data: PushMessageData | null): unknown => {
  try {
    return data?.json();
  } catch {
    return null;
  }
};

self.addEventListener("push", (event) => event.waitUntil(remind(payloadOf(event.data))));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(follow(String(event.notification.data?.url ?? "/files/")));
});
