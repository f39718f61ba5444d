/** Named audiences: all of them, and everything that can be done with one. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { unwrap } from "@/api/client";
import { type Definition, unlessGone } from "@/api/lists";
import { audiencesQuery } from "@/api/match";

export const useAudiences = () => useQuery(audiencesQuery());

const at = (audience_id: string) => ({ params: { path: { audience_id } } });

/** Whatever was compared with an audience is asked for anew, since its definition or the default may be another. */
function useRenewal() {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [["audiences"], ["search"], ["search-count"], ["creator"], ["shortlists"]].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
}

export type Wish = { name: string; definition: Definition; is_default: boolean };

export function useAdd() {
  const renew = useRenewal();
  return useMutation({
    mutationFn: (body: Wish) => unwrap(api.POST("/api/match/audiences", { body })),
    onSuccess: renew,
  });
}

export function useChange() {
  const renew = useRenewal();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string } & Partial<Wish>) =>
      unwrap(api.PATCH("/api/match/audiences/{audience_id}", { ...at(id), body })),
    onSuccess: renew,
  });
}

export function useRemove() {
  const renew = useRenewal();
  return useMutation({
    mutationFn: (id: string) => unlessGone(unwrap(api.DELETE("/api/match/audiences/{audience_id}", at(id)))),
    onSuccess: renew,
  });
}
