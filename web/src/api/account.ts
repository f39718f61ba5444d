/** The signed-in person: profile and the ends of a session. Shared by several features. */
import { queryOptions } from "@tanstack/react-query";
import { done, unwrap } from "./client";
import { anonymous, api, session } from "./index";

export const meQuery = () =>
  queryOptions({ queryKey: ["me"], queryFn: () => unwrap(api.GET("/api/auth/me")), staleTime: 5 * 60_000 });

export const signOut = (): Promise<void> =>
  session.signOut(() => done(anonymous.POST("/api/auth/logout", { body: {} })));

/** Needs the access token, whose renewal takes the lock that `signOut` would hold: so it runs without it. */
export async function signOutEverywhere(): Promise<void> {
  await done(api.POST("/api/auth/logout-all"));
  session.end();
}
