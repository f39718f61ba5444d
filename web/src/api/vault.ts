/** The stored items: lists of them, one of them, its bytes. How lists stay true after a change is in vaultCache. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { unwrap } from "./client";
import { api } from "./index";
import { ApiError } from "./problem";
import type { Content, Node } from "./types";

export type NodeSort = "newest" | "oldest" | "name" | "-name";
/** Which nodes a list holds, and in which order. By name only within a folder, as the API says. */
export type Scope = {
  kind?: Node["kind"];
  /** An id, or `root`. */
  parent_id?: string;
  q?: string;
  favourite?: boolean;
  archived?: boolean;
  /** `image/*,application/pdf`; a folder is of no type. */
  type?: string;
  sort?: NodeSort;
};

export const ROOT = "root";
/** The folder that a node stands in. */
export const folderOf = ({ parent_id }: Pick<Node, "parent_id">): string => parent_id ?? ROOT;

const PAGE = 30;

export const scopeQuery = (scope: Scope, limit = PAGE) =>
  infiniteQueryOptions({
    queryKey: ["nodes", scope] as const,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/vault/nodes", {
          params: { query: { limit, ...scope, ...(pageParam ? { cursor: pageParam } : {}) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });

/** Everything there is. */
export const nodesQuery = () => scopeQuery({});

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

/** To be looked at by a link that stays on the screen: signed anew before it ends, so that it always leads somewhere. */
export const linkQuery = (id: string) =>
  queryOptions({
    ...contentQuery(id, "view"),
    refetchInterval: ({ state }) => urlLife(state.data) || false,
  });

export const summaryQuery = () =>
  queryOptions({ queryKey: ["summary"], queryFn: () => unwrap(api.GET("/api/vault/summary")) });

export { insertNodes, removeNode } from "./vaultCache";
