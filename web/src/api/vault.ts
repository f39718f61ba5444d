/** The stored items and how lists of them stay true after a change. Shared by dashboard, files and upload. */
import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import { unwrap } from "./client";
import { api } from "./index";
import { ApiError } from "./problem";
import type { Content, Node, NodePage } from "./types";

export type NodeFilter = "all" | "photo" | "file";

const PAGE = 30;
const nodesKey = (filter: NodeFilter) => ["nodes", filter] as const;

export const nodesQuery = (filter: NodeFilter) =>
  infiniteQueryOptions({
    queryKey: nodesKey(filter),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/vault/nodes", {
          params: {
            query: {
              limit: PAGE,
              ...(filter === "all" ? {} : { kind: filter }),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });

/** One item, or null when it is gone. */
export const nodeQuery = (id: string) =>
  queryOptions({
    queryKey: ["node", id],
    queryFn: async (): Promise<Node | null> => {
      try {
        return await unwrap(api.GET("/api/vault/nodes/{node_id}", { params: { path: { node_id: id } } }));
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
  });

/** A presigned address is kept until shortly before its end, so that a preview is fetched once. */
const URL_MARGIN_MS = 30_000;
const urlLife = (content: Content | undefined): number =>
  content ? Math.max(0, content.expires_in * 1000 - URL_MARGIN_MS) : 0;

/** Where the bytes are: to be looked at, or as a download, which comes as an attachment whatever the type. */
export const contentQuery = (id: string, use: "view" | "download") =>
  queryOptions({
    queryKey: ["content", id, use],
    queryFn: () => {
      const params = { path: { node_id: id }, query: { download: use === "download" } };
      return unwrap(api.GET("/api/vault/nodes/{node_id}/content", { params }));
    },
    staleTime: (query) => urlLife(query.state.data),
    gcTime: 5 * 60_000,
  });

export const summaryQuery = () =>
  queryOptions({ queryKey: ["summary"], queryFn: () => unwrap(api.GET("/api/vault/summary")) });

type Pages = InfiniteData<NodePage, string | null>;

const eachFilter = (client: QueryClient, change: (filter: NodeFilter, pages: Pages) => Pages): void => {
  for (const filter of ["all", "photo", "file"] as const) {
    const queryKey = nodesKey(filter);
    client.setQueryData<Pages>(queryKey, (pages) => (pages ? change(filter, pages) : pages));
    // An answer on its way, or a list that failed, does not know of the change.
    if (client.isFetching({ queryKey }) > 0 || client.getQueryState(queryKey)?.status === "error") {
      void client.invalidateQueries({ queryKey });
    }
  }
};

/** Puts fresh nodes on top of the lists they belong to, once each. */
export function insertNodes(client: QueryClient, nodes: readonly Node[]): void {
  eachFilter(client, (filter, pages) => {
    const [first, ...rest] = pages.pages;
    if (!first) return pages;
    const known = new Set(pages.pages.flatMap((page) => page.items.map((node) => node.id)));
    const added = nodes.filter((node) => (filter === "all" || node.kind === filter) && !known.has(node.id));
    return { ...pages, pages: [{ ...first, items: [...added, ...first.items] }, ...rest] };
  });
  void client.invalidateQueries({ queryKey: ["summary"] });
}

export function removeNode(client: QueryClient, id: string): void {
  eachFilter(client, (_, pages) => ({
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, items: page.items.filter((node) => node.id !== id) })),
  }));
  client.setQueryData(nodeQuery(id).queryKey, null);
  void client.invalidateQueries({ queryKey: ["summary"] });
}
