/** Small pictures of nodes. Many are asked for at once and answered by one call; each is kept by itself. */
import { queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { batched } from "@/lib/batched";
import { unwrap } from "./client";
import { api } from "./index";
import type { Node, ThumbSize } from "./types";

type Thumbnail = { url: string; expires_in: number };

/** As many as the API takes in one call. */
const MOST = 100;
/** Tiles that come onto the screen together ask together. */
const GATHER_MS = 16;
const MARGIN_MS = 30_000;

const load = (size: ThumbSize) =>
  batched<Thumbnail>(
    async (node_ids) => {
      const body = { node_ids, size };
      const { items, expires_in } = await unwrap(api.POST("/api/vault/thumbnails", { body }));
      return new Map(items.map(({ node_id, url }) => [node_id, { url, expires_in }]));
    },
    { most: MOST, waitMs: GATHER_MS },
  );
const loaders: Record<ThumbSize, (id: string) => Promise<Thumbnail | null>> = {
  512: load(512),
  1440: load(1440),
};

/** Where the small picture of a node is; null when it has none (yet). */
export const thumbnailQuery = (id: string, size: ThumbSize) =>
  queryOptions({
    queryKey: ["thumbnail", size, id],
    queryFn: () => loaders[size](id),
    staleTime: ({ state }) => (state.data ? Math.max(0, state.data.expires_in * 1000 - MARGIN_MS) : 10_000),
    gcTime: 10 * 60_000,
    refetchOnWindowFocus: false,
  });

/** The addresses of those that have a picture, by id. */
export function useThumbnails(ids: readonly string[], size: ThumbSize): ReadonlyMap<string, string> {
  return useQueries({
    queries: ids.map((id) => thumbnailQuery(id, size)),
    combine: (answers) =>
      new Map(
        answers.flatMap(({ data }, index) => (data ? [[ids[index] as string, data.url] as const] : [])),
      ),
  });
}

/** The address of one node's small picture once it is wanted; only of nodes whose picture is ready. */
export function useThumbnail(node: Node, size: ThumbSize, wanted: boolean): string | undefined {
  const ready = node.picture?.state === "ready";
  return useQuery({ ...thumbnailQuery(node.id, size), enabled: wanted && ready }).data?.url;
}
