/** Can this browser be notified, and if not: what would help? Facts in, answer out; and the few facts themselves. */

/** `install`: an iPhone or iPad notifies only what is on its home screen (WebKit, since iOS 16.4). */
export type PushSupport = "supported" | "install" | "unsupported";

export type PushFacts = { hasPush: boolean; isAppleTouch: boolean; isInstalled: boolean };

export const pushSupportOf = ({ hasPush, isAppleTouch, isInstalled }: PushFacts): PushSupport => {
  if (hasPush) return "supported";
  return isAppleTouch && !isInstalled ? "install" : "unsupported";
};

/** An iPad calls itself a Mac, and is the only one that has touch points. */
export const isAppleTouch = (agent: string, touchPoints: number): boolean =>
  /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1);

export const pushSupport = (): PushSupport =>
  pushSupportOf({
    hasPush: "serviceWorker" in navigator && "PushManager" in window && "Notification" in window,
    isAppleTouch: isAppleTouch(navigator.userAgent, navigator.maxTouchPoints),
    isInstalled: window.matchMedia("(display-mode: standalone)").matches,
  });

/** A VAPID key as the server writes it (base64url, RFC 8292) in the bytes that browsers want. */
export function keyBytes(key: string): Uint8Array<ArrayBuffer> {
  const letters = atob(key.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
