/** Albums: all of them, one, its photos, and what changes them. No photo is stored or deleted by an album. */

import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "@/api";
import { done, unwrap } from "@/api/client";
import { orNull, unlessGone } from "@/api/lists";
import { ApiError } from "@/api/problem";
import type { Album, NodePage } from "@/api/types";
import { ALBUM_ITEMS, ALBUMS } from "@/api/vaultCache";
import { isPending } from "./model";
import { listOf, type Photos } from "./queries";

const PAGE = 200;
/** As many as one call may name. */
const MOST = 100;
/** Albums are few; more than these are asked for page by page. */
const MOST_ALBUMS = 200;

const at = (album_id: string) => ({ path: { album_id } });

async function everyAlbum(): Promise<Album[]> {
  const all: Album[] = [];
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = { limit: MOST_ALBUMS, ...(cursor && { cursor }) };
    const page = await unwrap(api.GET("/api/vault/albums", { params: { query } }));
    all.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return all;
}

const albumsQuery = () => queryOptions({ queryKey: [...ALBUMS, "all"], queryFn: everyAlbum });

const albumQuery = (id: string) =>
  queryOptions({
    queryKey: [...ALBUMS, "one", id],
    queryFn: () => orNull(unwrap(api.GET("/api/vault/albums/{album_id}", { params: at(id) }))),
  });

const itemsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...ALBUM_ITEMS, id],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }): Promise<NodePage> =>
      unwrap(
        api.GET("/api/vault/albums/{album_id}/items", {
          params: { ...at(id), query: { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });

export const useAlbums = () => useQuery(albumsQuery());
export const useAlbum = (id: string) => useQuery(albumQuery(id));

/** Reading an album takes out of it what was purged since, so its count may be another one then. */
function useRecount(id: string, shown: number | undefined): void {
  const client = useQueryClient();
  const counted = useAlbum(id).data?.count;
  useEffect(() => {
    if (shown === undefined || counted === undefined || counted === shown) return;
    for (const { queryKey } of [albumsQuery(), albumQuery(id)]) void client.invalidateQueries({ queryKey });
  }, [client, id, shown, counted]);
}

const WAITING_MS = 5000;

export function useAlbumPhotos(id: string): Photos {
  const query = useInfiniteQuery({
    ...itemsQuery(id),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isPending)) ? WAITING_MS : false,
  });
  const list = listOf(query);
  useRecount(id, list.hasMore ? undefined : list.photos?.length);
  return list;
}

const put = (client: QueryClient, album: Album): void => {
  client.setQueryData(albumQuery(album.id).queryKey, album);
  client.setQueryData(albumsQuery().queryKey, (all) =>
    all?.some(({ id }) => id === album.id)
      ? all.map((other) => (other.id === album.id ? album : other))
      : all && [album, ...all],
  );
};

export function useCreateAlbum() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => unwrap(api.POST("/api/vault/albums", { body: { name } })),
    onSuccess: (album) => put(client, album),
  });
}

type Change = { name?: string; cover_node_id?: string };

/** Photos that came meanwhile count as a change of the album; a name or cover is set all the same. */
async function changeAlbum({ id, rev }: Album, body: Change): Promise<Album> {
  const set = (known: number) =>
    unwrap(
      api.PATCH("/api/vault/albums/{album_id}", {
        params: { ...at(id), header: { "If-Match": `"${known}"` } },
        body,
      }),
    );
  try {
    return await set(rev);
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 412)) throw error;
    return set((await unwrap(api.GET("/api/vault/albums/{album_id}", { params: at(id) }))).rev);
  }
}

export function useChangeAlbum(album: Album) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => changeAlbum(album, change),
    onSuccess: (changed) => put(client, changed),
  });
}

export function useRemoveAlbum() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unlessGone(done(api.DELETE("/api/vault/albums/{album_id}", { params: at(id) }))),
    onSuccess: (_, id) => {
      client.setQueryData(albumQuery(id).queryKey, null);
      client.setQueryData(albumsQuery().queryKey, (all) => all?.filter((album) => album.id !== id));
    },
  });
}

const parts = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / MOST) }, (_, index) =>
    ids.slice(index * MOST, (index + 1) * MOST),
  );

type Items = { album: string; ids: readonly string[] };

/** One part after another: each call answers the album as it is then. */
function useItems(call: (album: string, node_ids: string[]) => Promise<Album>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ album, ids }: Items) => {
      let answer: Album | null = null;
      for (const part of parts(ids)) answer = await call(album, part);
      return answer;
    },
    onSuccess: (album) => album && put(client, album),
    onSettled: (_, __, { album }) => client.invalidateQueries({ queryKey: itemsQuery(album).queryKey }),
  });
}

export const useAddItems = () =>
  useItems((album, node_ids) =>
    unwrap(api.PUT("/api/vault/albums/{album_id}/items", { params: at(album), body: { node_ids } })),
  );

export function useRemoveItems() {
  const client = useQueryClient();
  const remove = useItems((album, node_ids) =>
    unwrap(
      api.POST("/api/vault/albums/{album_id}/items/remove", {
        params: at(album),
        body: { node_ids },
      }),
    ),
  );
  const hide = ({ album, ids }: Items) => {
    const away = new Set(ids);
    client.setQueryData<InfiniteData<NodePage, string | null>>(
      itemsQuery(album).queryKey,
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            items: page.items.filter(({ id }) => !away.has(id)),
          })),
        },
    );
  };
  return { ...remove, hide };
}
