/** The signed-in person: profile and the ends of a session. Shared by several features. */
import { queryOptions } from "@tanstack/react-query";
import { done, unwrap } from "./client";
import { anonymous, api, session } from "./index";

export const meQuery = () =>
  queryOptions({ queryKey: ["me"], queryFn: () => unwrap(api.GET("/api/auth/me")), staleTime: 5 * 60_000 });

/** How long signing out waits for what still wants to be brought to the server. */
const LEAVING_MS = 5000;
const leaving = new Set<() => Promise<unknown>>();

/** Called before this person signs out, as what is kept on the device is forgotten then. Returns how to stop. */
export function beforeLeaving(bring: () => Promise<unknown>): () => void {
  leaving.add(bring);
  return () => leaving.delete(bring);
}

const brought = (): Promise<unknown> =>
  Promise.race([
    Promise.allSettled([...leaving].map((bring) => bring())),
    new Promise((resolve) => setTimeout(resolve, leaving.size > 0 ? LEAVING_MS : 0)),
  ]);

export async function signOut(): Promise<void> {
  await brought();
  await session.signOut(() => done(anonymous.POST("/api/auth/logout", { body: {} })));
}

/** Needs the access token, whose renewal takes the lock that `signOut` would hold: so it runs without it. */
export async function signOutEverywhere(): Promise<void> {
  await brought();
  await done(api.POST("/api/auth/logout-all"));
  session.end();
}
