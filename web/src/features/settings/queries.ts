/** Profile, open sessions and the ways out. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, session } from "@/api";
import { meQuery, signOut, signOutEverywhere } from "@/api/account";
import { done, unwrap } from "@/api/client";
import type { Role } from "@/api/types";
import type { Language } from "@/lib/preferences";

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

export const useSignOut = () => useMutation({ mutationFn: signOut });

export const useSignOutEverywhere = () => useMutation({ mutationFn: signOutEverywhere });

export const useDeleteAccount = () =>
  useMutation({ mutationFn: () => done(api.DELETE("/api/auth/me")), onSuccess: () => session.end() });
