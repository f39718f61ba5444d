/**
 * Small pictures that were seen, for times without a network. Their addresses are signed anew every few minutes while the object
 * behind a path never changes, so the path is the key. Only they are kept: originals and answers of /api/ match no route. Pages
 * delete the cache at the end of a session (src/lib/deviceData.ts).
 */
import { CacheFirst, ExpirationPlugin, type RouteMatchCallback } from "serwist";
import { PICTURES_CACHE } from "../src/lib/cacheNames";

/** `derived/{user}/{node}/{rev}/{size}.{type}`, whatever host and bucket stand before it. */
const PICTURE = /\/derived\/[^/]+\/[^/]+\/[^/]+\/(?:512|1440)\.(?:webp|jpeg|jpg)$/;

/** Some 60 kB each: 150 MB at most, and the browser may take them back. */
const MOST = 2500;

export const isPicture: RouteMatchCallback = ({ url, request }) =>
  request.method === "GET" && request.destination === "image" && PICTURE.test(url.pathname);

/** The address without its signature. */
export const pathOnly = (address: string): string => {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
};

/**
 * Asked for with CORS, which the storage allows the site: an opaque answer could not be told from an error, and counts as several
 * megabytes of the site's space.
 */
export const pictures = new CacheFirst({
  cacheName: PICTURES_CACHE,
  fetchOptions: { mode: "cors", credentials: "omit" },
  plugins: [
    {
      requestWillFetch: async ({ request }) =>
        new Request(request.url, { mode: "cors", credentials: "omit" }),
      cacheKeyWillBeUsed: async ({ request }) => pathOnly(request.url),
      cacheWillUpdate: async ({ response }) => (response.status === 200 ? response : null),
    },
    new ExpirationPlugin({ maxEntries: MOST, maxAgeFrom: "last-used", purgeOnQuotaError: true }),
  ],
});
