/** The timeline: pages of photos that follow the change feed instead of being asked for again. */
import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "@/api";
import { unwrap } from "@/api/client";
import { ApiError } from "@/api/problem";
import type { Photo } from "@/api/types";
import { nodeQuery, type Scope, scopeQuery, summaryQuery } from "@/api/vault";
import { ALBUMS, FEED, NOTES, noteKey, TIMELINE } from "@/api/vaultCache";
import { useOnline } from "@/lib/browser";
import { type Change, followed, isPending, type Page } from "./model";

const PAGE = 200;
const FEED_PAGE = 500;
export type Pages = InfiniteData<Page, string | null>;

const latestChange = async (): Promise<string | null> => {
  const answer = await unwrap(api.GET("/api/vault/changes/latest")).catch(() => null);
  return answer?.cursor ?? null;
};

/** The place in the feed is taken before the list is read: what happens in between is heard of twice, never not at all. */
async function firstPage(signal: AbortSignal): Promise<Page> {
  const feed = await latestChange();
  const page = await unwrap(api.GET("/api/vault/timeline", { params: { query: { limit: PAGE } }, signal }));
  return { ...page, feed };
}

const timelineQuery = () =>
  infiniteQueryOptions({
    queryKey: TIMELINE,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      pageParam === null
        ? firstPage(signal)
        : unwrap(
            api.GET("/api/vault/timeline", {
              params: { query: { limit: PAGE, cursor: pageParam } },
              signal,
            }),
          ),
    getNextPageParam: (page) => page.next_cursor,
    // Thousands of photos are not asked for again because somebody looks at the tab: the feed says what is new.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });

/** Lists of photos, and what else of the vault counts or shows them, after something was done here or elsewhere. */
export function follow(client: QueryClient, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  client.setQueryData<Pages>(TIMELINE, (data) =>
    data ? { ...data, pages: followed(data.pages, changes) } : data,
  );
  // A page on its way will be joined to the ones from before this: it is asked for anew, with them.
  if (client.isFetching({ queryKey: TIMELINE, exact: true }) > 0)
    void client.invalidateQueries({ queryKey: TIMELINE, exact: true });
  for (const { node, node_id } of changes) {
    client.setQueryData(nodeQuery(node_id).queryKey, (known) =>
      known && node && known.rev > node.rev ? known : node,
    );
    void client.invalidateQueries({ queryKey: noteKey(node_id) });
  }
  for (const queryKey of [ALBUMS, NOTES, summaryQuery().queryKey, ["nodes"], ["folders"], ["trash"]])
    void client.invalidateQueries({ queryKey });
}

/** Reads the feed to its end. A feed that is too old to go on from means to begin anew. */
export async function catchUp(client: QueryClient): Promise<void> {
  for (;;) {
    const cursor = client.getQueryData<Pages>(TIMELINE)?.pages[0]?.feed;
    if (!cursor) return;
    const query = { cursor, limit: FEED_PAGE };
    try {
      const { items, next_cursor, has_more } = await unwrap(
        api.GET("/api/vault/changes", { params: { query } }),
      );
      follow(client, items);
      client.setQueryData<Pages>(TIMELINE, (data) => data && withFeed(data, next_cursor));
      if (!has_more || next_cursor === cursor) return;
    } catch (error) {
      if (error instanceof ApiError && error.status === 410) void client.resetQueries({ queryKey: TIMELINE });
      return;
    }
  }
}

const withFeed = (data: Pages, feed: string): Pages => ({
  ...data,
  pages: data.pages.map((page, index) => (index === 0 ? { ...page, feed } : page)),
});

const OFTEN_MS = 4000;
const SELDOM_MS = 30_000;

/** While the page is looked at; often while pictures are being made. */
function useFeed(pending: boolean): void {
  const client = useQueryClient();
  const { refetch } = useQuery({
    queryKey: FEED,
    queryFn: async () => {
      if (navigator.onLine) await catchUp(client);
      return null;
    },
    staleTime: 0,
    refetchInterval: pending ? OFTEN_MS : SELDOM_MS,
    refetchOnWindowFocus: "always",
    refetchOnReconnect: "always",
  });
  useEffect(() => {
    const look = () => void refetch();
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [refetch]);
}

export type Photos = {
  photos: Photo[] | undefined;
  pageCount: number;
  /** As last seen on this device, since the server cannot be asked. */
  seen: boolean;
  error: unknown;
  hasMore: boolean;
  loadingMore: boolean;
  moreFailed: boolean;
  loadMore: () => void;
  retry: () => void;
};

/** Pages of photos as one list. */
export const listOf = (query: UseInfiniteQueryResult<InfiniteData<{ items: Photo[] }>>): Photos => ({
  photos: query.data?.pages.flatMap((page) => page.items),
  pageCount: query.data?.pages.length ?? 0,
  seen: false,
  error: query.error,
  hasMore: query.hasNextPage,
  loadingMore: query.isFetchingNextPage,
  moreFailed: query.isFetchNextPageError,
  loadMore: () => void query.fetchNextPage(),
  retry: () => void query.refetch(),
});

export function useTimeline(): Photos {
  const list = listOf(useInfiniteQuery(timelineQuery()));
  const online = useOnline();
  useFeed(list.photos?.some(isPending) ?? false);
  return { ...list, seen: !online && list.photos !== undefined };
}

/** Photos of the vault by what the list of nodes can be asked for; the newest upload first. */
export const useScoped = (scope: Scope): Photos =>
  listOf(useInfiniteQuery(scopeQuery({ ...scope, kind: "photo" }, PAGE)));

/** One photo that no list has loaded (a link opened directly). */
export const usePhoto = (id: string | null) => useQuery({ ...nodeQuery(id ?? ""), enabled: id !== null });
