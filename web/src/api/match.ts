/** Search, creators, and whom a company wants to reach. Shared by match, influencer, shortlists and saved searches. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { unwrap } from "./client";
import { api } from "./index";
import { orNull } from "./lists";
import { ApiError } from "./problem";
import type { Creator, CreatorFit, Platform, SearchPage, SearchRequest } from "./types";

const MINUTE = 60_000;
const PAGE = 20;

const search = (body: SearchRequest, signal: AbortSignal): Promise<SearchPage> =>
  unwrap(api.POST("/api/match/search", { body, signal }));

/** Page after page; the cursor belongs to exactly this request. */
export const searchQuery = (request: SearchRequest) =>
  infiniteQueryOptions({
    queryKey: ["search", request],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      search({ ...request, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }, signal),
    getNextPageParam: (page) => page.next_cursor,
    staleTime: MINUTE,
    retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500),
  });

/** How many there would be. */
export const countQuery = (request: SearchRequest) =>
  queryOptions({
    queryKey: ["search-count", request],
    queryFn: async ({ signal }) => {
      const { matched, exact } = await search({ ...request, limit: 1 }, signal);
      return { matched, exact };
    },
    staleTime: MINUTE,
  });

export const audiencesQuery = () =>
  queryOptions({
    queryKey: ["audiences"],
    queryFn: async () => (await unwrap(api.GET("/api/match/audiences"))).items,
  });

const of = (influencer_id: string) => ({ path: { influencer_id } });

/** All that a creator shares right now; null when that is nothing. */
export const creatorQuery = (id: string) =>
  queryOptions({
    queryKey: ["creator", id],
    queryFn: (): Promise<Creator | null> =>
      orNull(unwrap(api.GET("/api/match/influencers/{influencer_id}", { params: of(id) }))),
  });

/** Every part of the score, from which any weights make a score: so the answer does not depend on the sliders. */
export const creatorFit = (id: string, audience: string | null): Promise<CreatorFit | null> => {
  const params = { ...of(id), query: audience ? { audience } : {} };
  return orNull(unwrap(api.GET("/api/match/influencers/{influencer_id}/fit", { params })));
};

export const creatorFitQuery = (id: string, audience: string | null) =>
  queryOptions({
    queryKey: ["creator", id, "fit", audience],
    queryFn: () => creatorFit(id, audience),
  });

export const lookalikesQuery = (id: string, platform: Platform) =>
  queryOptions({
    queryKey: ["creator", id, "lookalikes", platform],
    queryFn: async () => {
      const params = { ...of(id), query: { platform, limit: 6 } };
      return (await unwrap(api.GET("/api/match/influencers/{influencer_id}/lookalikes", { params }))).items;
    },
    staleTime: 5 * MINUTE,
  });

/** Searches at Google for a word; looked at again while it is being fetched. */
export const trendQuery = (keyword: string, geo: string) =>
  queryOptions({
    queryKey: ["trend", keyword, geo],
    queryFn: () => unwrap(api.GET("/api/match/trends", { params: { query: { keyword, geo } } })),
    staleTime: 10 * MINUTE,
    refetchInterval: ({ state }) => (state.data?.state === "pending" ? 5_000 : false),
  });

/** A creator's page; the address is the same for everybody. */
export const creatorHref = (id: string, platform?: Platform): string =>
  `/influencer/?id=${encodeURIComponent(id)}${platform ? `&platform=${platform}` : ""}`;
