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
/** A picture is made within seconds of its commit, and a server that was busy answers again. */
const WAITS_MS = [2_000, 4_000, 8_000, 16_000];
/** One that is said to be there comes, sooner or later. One that is made for longer (docs/vault.md, Photos) comes with its list. */
const SELDOM_MS = 30_000;

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

type Data = Thumbnail | null | undefined;
type Asked = { data: Data; status: string; dataUpdateCount: number; errorUpdateCount: number };

/** How long its address is of use; 0 where there is none, or one of before, which has no signature (seen.ts). */
const lifeOf = (data: Data): number => Math.max(0, (data?.expires_in ?? 0) * 1000 - MARGIN_MS);

/**
 * While the page is looked at and online, an address that ends is renewed, and one that has not come is asked for again with growing
 * waits, and then `seldom`. What is asked together waits together, so it is one call for all.
 */
const askAgain =
  (seldom: number | false) =>
  ({ state }: { state: Asked }): number | false => {
    if (!navigator.onLine) return false;
    const life = state.status === "success" ? lifeOf(state.data) : 0;
    return life || (WAITS_MS[state.dataUpdateCount + state.errorUpdateCount - 1] ?? seldom);
  };

/** Where the small picture of a node is; null when it has none (yet). */
const thumbnailQuery = (id: string, size: ThumbSize) =>
  queryOptions({
    queryKey: ["thumbnail", size, id],
    queryFn: () => loaders[size](id),
    staleTime: ({ state }) => (state.data ? lifeOf(state.data) : 10_000),
    gcTime: 10 * 60_000,
    refetchInterval: askAgain(SELDOM_MS),
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

/** The same of a picture that is still being made. Kept apart, as the list may say `ready` first, and then it is asked for at once. */
const awaitedQuery = (id: string, size: ThumbSize) => ({
  queryKey: ["thumbnail", size, id, "awaited"],
  queryFn: () => loaders[size](id),
  staleTime: 0,
  refetchOnWindowFocus: false,
  refetchInterval: askAgain(false),
});

/** The address of one node's small picture once it is wanted; of nodes whose picture is ready, or will be in a moment. */
export function useThumbnail(node: Node, size: ThumbSize, wanted: boolean): string | undefined {
  const state = node.picture?.state;
  const ready = useQuery({ ...thumbnailQuery(node.id, size), enabled: wanted && state === "ready" });
  const awaited = useQuery({ ...awaitedQuery(node.id, size), enabled: wanted && state === "pending" });
  return (ready.data ?? awaited.data)?.url;
}
