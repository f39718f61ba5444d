/** Versions of a file and its links: what is read and what is done. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { unwrap } from "@/api/client";
import { unlessGone } from "@/api/lists";
import type { NewShare, Node } from "@/api/types";
import { putNodes, renewVault } from "@/api/vaultCache";
import { followDownload } from "@/lib/download";

const path = (node_id: string) => ({ path: { node_id } });

const revisionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["revisions", id],
    queryFn: async () =>
      (await unwrap(api.GET("/api/vault/nodes/{node_id}/revisions", { params: { ...path(id), query: {} } })))
        .items,
  });

export const useRevisions = (id: string) => useQuery(revisionsQuery(id));

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
      // Its bytes are others now, and so are its pictures.
      for (const queryKey of [
        revisionsQuery(node.id).queryKey,
        ["content", node.id],
        ["thumbnail", 512, node.id],
        ["thumbnail", 1440, node.id],
      ])
        void client.invalidateQueries({ queryKey });
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

export function useCreateShare() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewShare) => unwrap(api.POST("/api/vault/shares", { body })),
    onSuccess: (made) => {
      const { queryKey } = sharesQuery(made.node_id);
      client.setQueryData(queryKey, (known) => (known ? [made, ...known] : known));
      return client.invalidateQueries({ queryKey });
    },
  });
}

export function useRevoke(node_id: string) {
  const client = useQueryClient();
  const { queryKey } = sharesQuery(node_id);
  return useMutation({
    mutationFn: (share_id: string) =>
      unlessGone(unwrap(api.DELETE("/api/vault/shares/{share_id}", { params: { path: { share_id } } }))),
    onSuccess: (_, id) => client.setQueryData(queryKey, (known) => known?.filter((share) => share.id !== id)),
  });
}
