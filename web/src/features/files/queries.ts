/** The list of stored items, one of them, its address, and its way to the trash. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { done } from "@/api/client";
import { ApiError } from "@/api/problem";
import type { Node } from "@/api/types";
import { contentQuery, type NodeFilter, nodeQuery, nodesQuery, removeNode } from "@/api/vault";

export function useNodes(filter: NodeFilter) {
  const query = useInfiniteQuery(nodesQuery(filter));
  return { ...query, nodes: query.data?.pages.flatMap((page) => page.items) };
}

/** From the list when it is there, else by its id (a link opened directly). */
export function useNode(id: string | null, listed: readonly Node[] | undefined) {
  const known = listed?.find((node) => node.id === id);
  const query = useQuery({ ...nodeQuery(id ?? ""), enabled: id !== null && listed !== undefined && !known });
  const node = known ?? (id ? query.data : undefined) ?? undefined;
  return { node, missing: id !== null && !known && (query.data === null || query.error !== null) };
}

/** Renewed before it runs out for as long as a link with it is on the screen. */
export function useDownload(id: string) {
  return useQuery({
    ...contentQuery(id, "download"),
    refetchInterval: (query) =>
      query.state.data ? Math.max(5, query.state.data.expires_in - 30) * 1000 : false,
  });
}

export function useTrash() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (node: Node) => {
      try {
        await done(api.DELETE("/api/vault/nodes/{node_id}", { params: { path: { node_id: node.id } } }));
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 404)) throw error;
      }
    },
    onSuccess: (_, node) => removeNode(client, node.id),
  });
}
