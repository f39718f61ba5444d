/** The own profile, and the files shown with it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { meQuery } from "@/api/account";
import { done, unwrap } from "@/api/client";
import { mediaKitQuery, type ProfileWish, profileQuery, unlessGone } from "@/api/lists";

export const useMe = () => useQuery(meQuery());

export const useProfile = () => useQuery(profileQuery());

/** What is shown of oneself elsewhere (the mirror, the own page) is asked for anew. */
export function useSaveProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ProfileWish) => unwrap(api.PUT("/api/match/profile", { body })),
    onSuccess: (saved) => {
      client.setQueryData(profileQuery().queryKey, saved);
      void client.invalidateQueries({ queryKey: ["creator"] });
    },
  });
}

export const useMediaKit = (user: string | undefined) =>
  useQuery({ ...mediaKitQuery(user ?? ""), enabled: user !== undefined });

const at = (node_id: string) => ({ params: { path: { node_id } } });

export function useKitChange(user: string | undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ node, shown }: { node: string; shown: boolean }) =>
      shown
        ? done(api.PUT("/api/vault/media-kit/{node_id}", at(node)))
        : unlessGone(unwrap(api.DELETE("/api/vault/media-kit/{node_id}", at(node)))),
    onSettled: () => client.invalidateQueries({ queryKey: mediaKitQuery(user ?? "").queryKey }),
  });
}
