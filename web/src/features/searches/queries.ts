/** Saved searches: keeping one, renaming, what was seen, and taking one away. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { done, unwrap } from "@/api/client";
import { type SavedQuery, type SavedSearch, searchesQuery, unlessGone } from "@/api/lists";
import type { SearchRequest } from "@/api/types";
import { toQuery } from "./model";

export const useSearches = () => useQuery(searchesQuery());

const at = (search_id: string) => ({ params: { path: { search_id } } });
type Searches = readonly SavedSearch[];

/** Shows the change in the list at once. */
function useList() {
  const client = useQueryClient();
  const { queryKey } = searchesQuery();
  return {
    set: (change: (listed: Searches) => Searches) =>
      client.setQueryData(queryKey, (listed) => (listed ? [...change(listed)] : listed)),
    renew: () => client.invalidateQueries({ queryKey, exact: true }),
  };
}

export function useSave() {
  const list = useList();
  return useMutation({
    mutationFn: ({ name, query }: { name: string; query: SearchRequest | SavedQuery }) =>
      unwrap(api.POST("/api/match/searches", { body: { name, query: toQuery(query) } })),
    onSuccess: (made) => {
      list.set((listed) => [made, ...listed]);
      return list.renew();
    },
  });
}

export function useRename() {
  const list = useList();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      unwrap(api.PATCH("/api/match/searches/{search_id}", { ...at(id), body: { name } })),
    onSuccess: (changed) =>
      list.set((listed) => listed.map((one) => (one.id === changed.id ? changed : one))),
  });
}

export function useRemove() {
  const list = useList();
  return useMutation({
    mutationFn: (id: string) => unlessGone(unwrap(api.DELETE("/api/match/searches/{search_id}", at(id)))),
    onSuccess: (_, id) => list.set((listed) => listed.filter((one) => one.id !== id)),
  });
}

export function useSeen() {
  const list = useList();
  return useMutation({
    mutationFn: (id: string) => done(api.POST("/api/match/searches/{search_id}/seen", at(id))),
    onMutate: (id) =>
      list.set((listed) => listed.map((one) => (one.id === id ? { ...one, unseen: 0 } : one))),
    onError: () => list.renew(),
  });
}
