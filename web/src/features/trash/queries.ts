/** What lies in the trash, and its ways out. */
import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { api } from "@/api";
import { unwrap } from "@/api/client";
import { unlessGone } from "@/api/lists";
import type { Node, NodePage } from "@/api/types";
import { summaryQuery } from "@/api/vault";
import { ALBUMS, putNodes, renewVault } from "@/api/vaultCache";

const PAGE = 50;
type Pages = InfiniteData<NodePage, string | null>;

const trashQuery = () =>
  infiniteQueryOptions({
    queryKey: ["trash"] as const,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) };
      return unwrap(api.GET("/api/vault/trash", { params: { query }, signal }));
    },
    getNextPageParam: (page) => page.next_cursor,
  });

export function useTrash() {
  const query = useInfiniteQuery(trashQuery());
  const nodes = query.data?.pages.flatMap((page) => page.items);
  return {
    ...query,
    nodes,
    pageCount: query.data?.pages.length ?? 0,
    /** Also where all that is here has left and there are further pages. */
    holdsAny: nodes !== undefined && (nodes.length > 0 || query.hasNextPage),
  };
}

const drop = (client: QueryClient, id: string) =>
  client.setQueryData<Pages>(trashQuery().queryKey, (pages) =>
    pages
      ? {
          ...pages,
          pages: pages.pages.map((page) => ({ ...page, items: page.items.filter((node) => node.id !== id) })),
        }
      : pages,
  );

const at = ({ id }: Node) => ({ params: { path: { node_id: id } } });
const again = (client: QueryClient) => client.invalidateQueries({ queryKey: trashQuery().queryKey });

/** What is deleted for good is counted nowhere any more, and no album's cover. */
const recount = (client: QueryClient) =>
  Promise.all([summaryQuery().queryKey, ALBUMS].map((queryKey) => client.invalidateQueries({ queryKey })));

/** Leaves the list at once; comes back with the list when the server refuses. */
export function useRestore() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (node: Node) => unwrap(api.POST("/api/vault/nodes/{node_id}/restore", at(node))),
    onMutate: (node) => drop(client, node.id),
    onSuccess: (restored) => {
      putNodes(client, [restored]);
      renewVault(client, restored.kind === "folder");
    },
    onError: () => again(client),
  });
}

export function usePurge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (node: Node) => unlessGone(unwrap(api.DELETE("/api/vault/nodes/{node_id}/purge", at(node)))),
    onSuccess: (_, node) => {
      drop(client, node.id);
      return recount(client);
    },
  });
}

/** The server deletes what it can in the time of one call and says whether there is more. */
export function useEmpty() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      for (let more = true; more; ) more = (await unwrap(api.DELETE("/api/vault/trash"))).more;
    },
    onSettled: () => Promise.all([again(client), recount(client)]),
  });
}
