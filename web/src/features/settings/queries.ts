/** Profile, open sessions and the ways out. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, session } from "@/api";
import { brought, meQuery, signOut, signOutEverywhere } from "@/api/account";
import { done, unwrap } from "@/api/client";
import type { Role } from "@/api/types";
import { eraseUploads } from "@/lib/localUploads";
import type { Language } from "@/lib/preferences";
import { remindNoMore } from "./reminders";

const sessionsKey = ["sessions"] as const;

export const useMe = () => useQuery(meQuery());

export function useProfileChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { display_name?: string; locale?: Language; role?: Role }) =>
      unwrap(api.PATCH("/api/auth/me", { body })),
    onSuccess: (user) => client.setQueryData(meQuery().queryKey, user),
  });
}

export const useSessions = () =>
  useQuery({
    queryKey: sessionsKey,
    queryFn: async () => (await unwrap(api.GET("/api/auth/sessions"))).items,
  });

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      done(api.DELETE("/api/auth/sessions/{session_id}", { params: { path: { session_id: id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsKey }),
  });
}

/** Signing out would lose what was written and has not reached the server: that is asked first. */
export class WordsLeft extends Error {}

/** Whoever has this device next is not reminded of somebody else's backup; a browser that cannot say so keeps nobody here. */
const leaving = async (leave: () => Promise<void>, anyway: boolean): Promise<void> => {
  if (!anyway && !(await brought())) throw new WordsLeft();
  await remindNoMore().catch(() => undefined);
  await leave();
};

export const useSignOut = () => useMutation({ mutationFn: (anyway: boolean) => leaving(signOut, anyway) });

export const useSignOutEverywhere = () =>
  useMutation({ mutationFn: (anyway: boolean) => leaving(signOutEverywhere, anyway) });

export const useDeleteAccount = () =>
  useMutation({
    mutationFn: () => done(api.DELETE("/api/auth/me")),
    onSuccess: async () => {
      session.end();
      await Promise.allSettled([eraseUploads(), remindNoMore()]);
    },
  });
