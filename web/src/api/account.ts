/** The signed-in person: profile and the ends of a session. Shared by several features. */
import { queryOptions } from "@tanstack/react-query";
import { hasWords } from "@/lib/deviceData";
import { done, unwrap } from "./client";
import { anonymous, api, session } from "./index";

export const meQuery = () =>
  queryOptions({ queryKey: ["me"], queryFn: () => unwrap(api.GET("/api/auth/me")), staleTime: 5 * 60_000 });

/** How long signing out waits for what still wants to be brought to the server. */
const LEAVING_MS = 5000;
const leaving = new Set<() => Promise<boolean>>();

/**
 * Called before this person signs out, as what is kept on the device is forgotten then; false: not all has reached the server.
 * Returns how to stop.
 */
export function beforeLeaving(bring: () => Promise<boolean>): () => void {
  leaving.add(bring);
  return () => leaving.delete(bring);
}

/** Asked before a sign-out: would it lose nothing that was written? Also words of other tabs and of no tab count. */
export async function brought(): Promise<boolean> {
  const all = Promise.all([...leaving].map((bring) => bring().catch(() => false)));
  const late = new Promise<boolean[]>((resolve) => setTimeout(resolve, LEAVING_MS, [false]));
  return (await Promise.race([all, late])).every(Boolean) && !hasWords(localStorage);
}

export async function signOut(): Promise<void> {
  await session.signOut(() => done(anonymous.POST("/api/auth/logout", { body: {} })));
}

/** Needs the access token, whose renewal takes the lock that `signOut` would hold: so it runs without it. */
export async function signOutEverywhere(): Promise<void> {
  await done(api.POST("/api/auth/logout-all"));
  session.end();
}
