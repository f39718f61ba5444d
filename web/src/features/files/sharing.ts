/** Versions of a file and its links: what is read and what is done. */
import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api } from "@/api";
import { unwrap } from "@/api/client";
import { unlessGone } from "@/api/lists";
import type { NewShare, Node, Revision, Share } from "@/api/types";
import { nodeQuery } from "@/api/vault";
import { putNodes, renewContent, renewVault, revisionsKey } from "@/api/vaultCache";
import { followDownload } from "@/lib/download";

const path = (node_id: string) => ({ path: { node_id } });

/** The list may know of a later content than the node that is shown: what is done next has to be based on that one. */
async function catchUp(client: QueryClient, node: Node, revisions: readonly Revision[]): Promise<void> {
  const present = revisions.find(({ current }) => current)?.sha256;
  if (!present || present === node.sha256) return;
  const now = await client.fetchQuery({ ...nodeQuery(node.id), staleTime: 0 }).catch(() => null);
  if (now) putNodes(client, [now]);
}

export function useRevisions(node: Node) {
  const client = useQueryClient();
  return useQuery({
    queryKey: revisionsKey(node.id),
    queryFn: async () => {
      const params = { ...path(node.id), query: {} };
      const { items } = await unwrap(api.GET("/api/vault/nodes/{node_id}/revisions", { params }));
      await catchUp(client, node, items);
      return items;
    },
  });
}

export function useRestoreRevision(node: Node) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rev_id: string) =>
      unwrap(
        api.POST("/api/vault/nodes/{node_id}/revisions/{rev_id}/restore", {
          params: { path: { node_id: node.id, rev_id }, header: { "If-Match": `"${node.rev}"` } },
        }),
      ),
    onSuccess: (now) => {
      putNodes(client, [now]);
      renewVault(client);
      renewContent(client, [node.id]);
    },
    onError: () => void client.invalidateQueries({ queryKey: ["node", node.id] }),
  });
}

export const useRevisionDownload = (node: Node) =>
  useMutation({
    mutationFn: async (rev_id: string) => {
      const params = { path: { node_id: node.id, rev_id }, query: { download: true } };
      const { url } = await unwrap(
        api.GET("/api/vault/nodes/{node_id}/revisions/{rev_id}/content", { params }),
      );
      followDownload(url, node.name);
    },
  });

const sharesQuery = (node_id: string) =>
  queryOptions({
    queryKey: ["shares", node_id],
    queryFn: async () =>
      (await unwrap(api.GET("/api/vault/shares", { params: { query: { node_id } } }))).items,
  });

export const useShares = (id: string) => useQuery(sharesQuery(id));

const mySharesQuery = () =>
  infiniteQueryOptions({
    queryKey: ["my-shares"] as const,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      unwrap(api.GET("/api/vault/shares", { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    getNextPageParam: (page) => page.next_cursor,
  });

/** Links to whatever there is, the newest first. */
export const useMyShares = () => useInfiniteQuery(mySharesQuery());

export function useCreateShare() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewShare) => unwrap(api.POST("/api/vault/shares", { body })),
    onSuccess: (made) => {
      const { queryKey } = sharesQuery(made.node_id);
      client.setQueryData(queryKey, (known) => (known ? [made, ...known] : known));
      void client.invalidateQueries({ queryKey: mySharesQuery().queryKey });
      return client.invalidateQueries({ queryKey });
    },
  });
}

export function useRevoke(node_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (share_id: string) =>
      unlessGone(unwrap(api.DELETE("/api/vault/shares/{share_id}", { params: { path: { share_id } } }))),
    onSuccess: (_, id) => {
      const without = (items: readonly Share[]) => items.filter((share) => share.id !== id);
      client.setQueryData(sharesQuery(node_id).queryKey, (known) => known && without(known));
      client.setQueryData(
        mySharesQuery().queryKey,
        (known) =>
          known && { ...known, pages: known.pages.map((page) => ({ ...page, items: without(page.items) })) },
      );
    },
  });
}
