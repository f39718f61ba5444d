/** Shortlists: one's own lists, one of them, and everything that can be done with it. Changes show at once. */
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { unwrap } from "@/api/client";
import {
  fetchFile,
  type ItemChange,
  shortlistQuery,
  shortlistsQuery,
  unlessGone,
  type WholeShortlist,
} from "@/api/lists";
import { fileName, saveFile } from "@/lib/download";
import { withChange, without } from "./model";

export const useShortlists = () => useQuery(shortlistsQuery());

export const useShortlist = (id: string | null) =>
  useQuery({ ...shortlistQuery(id ?? ""), enabled: id !== null });

const at = (shortlist_id: string) => ({ params: { path: { shortlist_id } } });
const itemAt = (shortlist_id: string, influencer_id: string) => ({
  params: { path: { shortlist_id, influencer_id } },
});

/** The overview counts and dates what a list holds. */
const renew = (client: QueryClient) =>
  client.invalidateQueries({ queryKey: shortlistsQuery().queryKey, exact: true });

export function useCreate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => unwrap(api.POST("/api/match/shortlists", { body: { name } })),
    onSuccess: (made) => {
      client.setQueryData(shortlistsQuery().queryKey, (listed) => (listed ? [made, ...listed] : listed));
      return renew(client);
    },
  });
}

export function useEdit(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; notes: string; rev: number }) =>
      unwrap(api.PATCH("/api/match/shortlists/{shortlist_id}", { ...at(id), body })),
    onSuccess: (changed) => {
      client.setQueryData(shortlistQuery(id).queryKey, (whole) => (whole ? { ...whole, ...changed } : whole));
      return renew(client);
    },
    onError: () => void client.invalidateQueries({ queryKey: shortlistQuery(id).queryKey }),
  });
}

export function useRemoveList() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unlessGone(unwrap(api.DELETE("/api/match/shortlists/{shortlist_id}", at(id)))),
    onSuccess: (_, id) => {
      client.setQueryData(shortlistQuery(id).queryKey, null);
      client.setQueryData(shortlistsQuery().queryKey, (listed) => listed?.filter((list) => list.id !== id));
    },
  });
}

/** Shown at once and taken back when the server refuses; the truth is fetched once all changes are through. */
function useItemMutation<Input>(
  id: string,
  call: (input: Input) => Promise<unknown>,
  shown: (list: WholeShortlist, input: Input) => WholeShortlist,
) {
  const client = useQueryClient();
  const { queryKey } = shortlistQuery(id);
  const mutationKey = ["shortlist-items", id];
  return useMutation({
    mutationKey,
    scope: { id: `shortlist ${id}` }, // one after another, as each place depends on the ones before
    mutationFn: call,
    onMutate: async (input: Input) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, (list) => (list ? shown(list, input) : list));
    },
    onSettled: async () => {
      if (client.isMutating({ mutationKey }) > 1) return;
      await Promise.all([client.invalidateQueries({ queryKey }), renew(client)]);
    },
  });
}

type Change = { influencer: string } & ItemChange;

const putItem = (id: string, { influencer, ...body }: Change) =>
  unwrap(
    api.PUT("/api/match/shortlists/{shortlist_id}/items/{influencer_id}", {
      ...itemAt(id, influencer),
      body,
    }),
  );

const plain = ({ status, notes, position }: ItemChange) => ({
  status: status ?? undefined,
  notes: notes ?? undefined,
  position: position ?? undefined,
});

/** Of a row that is there, or one that comes back. */
export const useChangeItem = (id: string) =>
  useItemMutation(
    id,
    (change: Change) => putItem(id, change),
    (list, { influencer, ...change }) => withChange(list, influencer, plain(change)),
  );

export const useRemoveItem = (id: string) =>
  useItemMutation(
    id,
    (influencer: string) =>
      unlessGone(
        unwrap(
          api.DELETE("/api/match/shortlists/{shortlist_id}/items/{influencer_id}", itemAt(id, influencer)),
        ),
      ),
    without,
  );

/** Puts somebody on a list from elsewhere. */
export function useAdd() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ list, influencer }: { list: string; influencer: string }) => putItem(list, { influencer }),
    onSuccess: (_, { list }) =>
      Promise.all([renew(client), client.invalidateQueries({ queryKey: shortlistQuery(list).queryKey })]),
  });
}

export const useCsv = (nameless: string) =>
  useMutation({
    mutationFn: async ({ id, name }: { id: string; name: string }) =>
      saveFile(
        await fetchFile(`/api/match/shortlists/${encodeURIComponent(id)}/export.csv`),
        fileName(name, nameless, "csv"),
      ),
  });
