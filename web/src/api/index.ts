/** The session and the clients of this tab, wired once. */
import { forgetDeviceData } from "@/lib/deviceData";
import { openClient, signedClient, unwrap } from "./client";
import { type Channel, type Grant, type Message, Session } from "./session";

const HINT_KEY = "had-session";
const inBrowser = typeof window !== "undefined";

/** openapi-fetch builds Request objects, which want an absolute address; prerendering calls nothing. */
const baseUrl = inBrowser ? window.location.origin : "http://localhost";

export const anonymous = openClient(baseUrl);

export const toGrant = (tokens: { access_token: string; expires_in: number }): Grant => {
  const lifetime = tokens.expires_in * 1000;
  return { token: tokens.access_token, lifetime, expiresAt: Date.now() + lifetime };
};

const exclusive = <T>(work: () => Promise<T>): Promise<T> =>
  inBrowser && navigator.locks ? (navigator.locks.request("refresh", work) as Promise<T>) : work();

const otherTabs = (): Channel => {
  if (!inBrowser) return { post: () => undefined, listen: () => undefined };
  const channel = new BroadcastChannel("session");
  return {
    post: (message) => channel.postMessage(message),
    listen: (hear) => channel.addEventListener("message", (event: MessageEvent<Message>) => hear(event.data)),
  };
};

export const session = new Session({
  refresh: async () => toGrant(await unwrap(anonymous.POST("/api/auth/refresh", { body: {} }))),
  exclusive,
  channel: otherTabs(),
  hint: {
    get: () => localStorage.getItem(HINT_KEY) === "1",
    set: (signedIn) => (signedIn ? localStorage.setItem(HINT_KEY, "1") : localStorage.removeItem(HINT_KEY)),
  },
  // What nobody has agreed to lose waits for the same person.
  forget: (wished) => forgetDeviceData({ words: wished }),
  now: Date.now,
  random: Math.random,
  visible: () => document.visibilityState === "visible",
});

export const api = signedClient(baseUrl, session);
