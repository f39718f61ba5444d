/** Can this browser be notified, and if not: what would help? Facts in, answer out; and the few facts themselves. */

import { isAppleTouch } from "./device";
import { isStandalone } from "./install";

/** `install`: an iPhone or iPad notifies only what is on its home screen (WebKit, since iOS 16.4). */
export type PushSupport = "supported" | "install" | "unsupported";

export type PushFacts = { hasPush: boolean; isAppleTouch: boolean; isInstalled: boolean };

export const pushSupportOf = ({ hasPush, isAppleTouch, isInstalled }: PushFacts): PushSupport => {
  if (hasPush) return "supported";
  return isAppleTouch && !isInstalled ? "install" : "unsupported";
};

export const pushSupport = (): PushSupport =>
  pushSupportOf({
    hasPush: "serviceWorker" in navigator && "PushManager" in window && "Notification" in window,
    isAppleTouch: isAppleTouch(navigator.userAgent, navigator.maxTouchPoints),
    isInstalled: isStandalone(),
  });

/** A VAPID key as the server writes it (base64url, RFC 8292) in the bytes that browsers want. */
export function keyBytes(key: string): Uint8Array<ArrayBuffer> {
  const letters = atob(key.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
