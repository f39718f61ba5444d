/** Turns the reminder of this device on and off: the browser's subscription and the server's note of it, both or neither. */
import { addSubscription, pushKey, removeSubscription } from "@/api/push";
import { deviceName } from "@/lib/device";
import { KEPT } from "@/lib/deviceData";
import { keyBytes } from "@/lib/push";
import { LANGUAGE_ADDRESS, LANGUAGE_CACHE } from "@/lib/reminder";

/** What the server calls the subscription of this device. */
const SUBSCRIPTION = `${KEPT}push-subscription`;

/** The person, or their browser, does not allow notifications. */
export class DeniedError extends Error {
  override readonly name = "DeniedError";
}

const manager = async (): Promise<PushManager | undefined> =>
  (await navigator.serviceWorker?.getRegistration())?.pushManager;

export async function isReminded(): Promise<boolean> {
  if (localStorage.getItem(SUBSCRIPTION) === null) return false;
  return Boolean(await (await manager())?.getSubscription());
}

/** Has to begin in a tap. Rejects with DeniedError, ApiError, or whatever the browser says. */
export async function remind(): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") throw new DeniedError();
  const pushes = await manager();
  if (!pushes) throw new Error("no service worker");
  const applicationServerKey = keyBytes(await pushKey());
  await (await pushes.getSubscription())?.unsubscribe(); // it may be of another key, or of who was here before
  const made = await pushes.subscribe({ userVisibleOnly: true, applicationServerKey });
  try {
    localStorage.setItem(SUBSCRIPTION, await addSubscription(wishOf(made)));
  } catch (error) {
    await made.unsubscribe().catch(() => undefined);
    throw error;
  }
}

/** Repeatable; without a network the browser's own end is cut, and the server hears of it with its next message. */
export async function remindNoMore(): Promise<void> {
  const id = localStorage.getItem(SUBSCRIPTION);
  localStorage.removeItem(SUBSCRIPTION);
  await (await (await manager())?.getSubscription())?.unsubscribe().catch(() => undefined);
  if (id !== null) await removeSubscription(id).catch(() => undefined);
}

function wishOf(made: PushSubscription) {
  const { endpoint = made.endpoint, keys } = made.toJSON();
  const device = deviceName(navigator.userAgent);
  return {
    endpoint,
    keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" },
    ...(device ? { device_name: device } : {}),
  };
}

/** For the service worker, which speaks when no page is there. */
export async function noteLanguage(language: string): Promise<void> {
  if (typeof caches === "undefined") return;
  await (await caches.open(LANGUAGE_CACHE)).put(LANGUAGE_ADDRESS, new Response(language));
}
