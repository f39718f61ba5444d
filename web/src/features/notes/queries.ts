/** Notes as lists, one note, its history, and what can be done with it besides writing. */
import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api } from "@/api";
import { done, unwrap } from "@/api/client";
import { setFavourite } from "@/api/favourite";
import { unlessGone } from "@/api/lists";
import { ApiError } from "@/api/problem";
import { dropNote } from "@/api/seen";
import type { Node, NodePage, NoteDocument } from "@/api/types";
import { summaryQuery } from "@/api/vault";
import { NOTES, noteKey } from "@/api/vaultCache";
import type { Autosave } from "./autosave";
import { match, readNote, versionOf } from "./calls";

const PAGE = 30;
type Pages = InfiniteData<NodePage, string | null>;

const notesQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: [...NOTES, q] as const,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/vault/notes", {
          params: { query: { limit: PAGE, ...(q && { q }), ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

const noteQuery = (id: string) => queryOptions({ queryKey: noteKey(id), queryFn: () => readNote(id) });

export function useNotes(q: string) {
  const query = useInfiniteQuery(notesQuery(q));
  const pages = query.data?.pages;
  return { ...query, notes: pages?.flatMap((page) => page.items), pageCount: pages?.length ?? 0 };
}

export const useDocument = (id: string, wanted: boolean) => useQuery({ ...noteQuery(id), enabled: wanted });

const each = (client: QueryClient, change: (pages: Pages, q: string) => Pages) => {
  for (const { queryKey } of client.getQueryCache().findAll({ queryKey: NOTES })) {
    client.setQueryData<Pages>(queryKey, (pages) => (pages ? change(pages, queryKey[1] as string) : pages));
    const exact = { queryKey, exact: true };
    if (client.isFetching(exact) > 0 || client.getQueryState(queryKey)?.status === "error")
      void client.invalidateQueries(exact);
  }
};

/** The note as it is now. In the whole list what was written last stands first. */
function put(client: QueryClient, node: Node, written: boolean): void {
  each(client, (pages, q) => {
    const there = pages.pages.some(({ items }) => items.some(({ id }) => id === node.id));
    const lift = written && q === "";
    if (!there && !lift) return pages;
    return {
      ...pages,
      pages: pages.pages.map((page, index) => {
        if (!lift)
          return { ...page, items: page.items.map((other) => (other.id === node.id ? node : other)) };
        const others = page.items.filter(({ id }) => id !== node.id);
        return { ...page, items: index === 0 ? [node, ...others] : others };
      }),
    };
  });
}

/** What else of the vault counts or lists this note. */
const renew = (client: QueryClient): void => {
  for (const queryKey of [summaryQuery().queryKey, ["nodes"], ["trash"]])
    void client.invalidateQueries({ queryKey });
};

export function noteStored(client: QueryClient, document: NoteDocument): void {
  const isNew = client.getQueryData(noteQuery(document.node.id).queryKey) === undefined;
  client.setQueryData(noteQuery(document.node.id).queryKey, document);
  put(client, document.node, true);
  if (isNew) renew(client);
}

const at = (node_id: string) => ({ path: { node_id } });

export function useFavourite(autosave: Autosave) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (favourite: boolean) => {
      const { id, base } = autosave.note;
      return (await setFavourite(id ?? "", base?.rev ?? 0, favourite)) as Node;
    },
    onSuccess: (node) => {
      client.setQueryData(noteQuery(node.id).queryKey, (known) =>
        known ? { ...known, node: { ...known.node, ...node } } : known,
      );
      put(client, node, false);
      void client.invalidateQueries({ queryKey: ["nodes"] });
      // A star is a revision as well: with another text than known it is another device's, which reading it tells.
      void client.invalidateQueries({ queryKey: noteQuery(node.id).queryKey });
    },
  });
}

export function useTrash() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unlessGone(done(api.DELETE("/api/vault/nodes/{node_id}", { params: at(id) }))),
    onSuccess: (_, id) => {
      each(client, (pages) => ({
        ...pages,
        pages: pages.pages.map((page) => ({ ...page, items: page.items.filter((node) => node.id !== id) })),
      }));
      client.removeQueries({ queryKey: noteQuery(id).queryKey });
      void dropNote(client, id);
      renew(client);
    },
  });
}

export function useRestore() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.POST("/api/vault/nodes/{node_id}/restore", { params: at(id) })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: NOTES });
      renew(client);
    },
  });
}

export const useRevisions = (id: string) =>
  useQuery({
    queryKey: [...noteKey(id), "revisions"],
    queryFn: async () =>
      (await unwrap(api.GET("/api/vault/nodes/{node_id}/revisions", { params: at(id) }))).items,
    staleTime: 0,
  });

/** What was written once does not change any more. */
export const useRevision = (id: string, rev_id: string) =>
  useQuery({
    queryKey: [...noteKey(id), "revisions", rev_id],
    queryFn: () =>
      unwrap(
        api.GET("/api/vault/notes/{node_id}/revisions/{rev_id}", {
          params: { path: { node_id: id, rev_id } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export class Unsaved extends Error {}

/** Only over what is saved, so that nothing is lost by going back. */
export function useGoBack(autosave: Autosave) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (rev_id: string) => {
      const { id, base } = (await autosave.finished()) ? autosave.note : { id: null, base: null };
      if (id === null || base === null) throw new Unsaved();
      const params = { path: { node_id: id, rev_id }, header: match(base.rev) };
      await unwrap(api.POST("/api/vault/nodes/{node_id}/revisions/{rev_id}/restore", { params }));
      return readNote(id);
    },
    onSuccess: (document) => {
      if (!document) return;
      autosave.hear(versionOf(document));
      noteStored(client, document);
      void client.invalidateQueries({ queryKey: [...noteKey(document.node.id), "revisions"] });
    },
    onError: (error) => {
      const { id } = autosave.note;
      if (id && error instanceof ApiError && error.status === 412)
        void client.invalidateQueries({ queryKey: noteQuery(id).queryKey });
    },
  });
}
