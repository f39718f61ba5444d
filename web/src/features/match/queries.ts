/** Matches page by page, how many there would be, and the audiences to choose from. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/account";
import { audiencesQuery, countQuery, searchQuery } from "@/api/match";
import { useNextPage } from "@/api/nextPage";
import type { SearchRequest } from "@/api/types";
import { DEFAULT_WEIGHTS } from "@/lib/score";

export const useMe = () => useQuery(meQuery());

export const useAudiences = () => useQuery(audiencesQuery());

const matchesQuery = (request: SearchRequest | null) =>
  searchQuery(request ?? { weights: { ...DEFAULT_WEIGHTS } });

/** What was found before stays while the next answer is on its way, and while there is nothing to ask. */
export const useMatches = (request: SearchRequest | null) =>
  useInfiniteQuery({
    ...matchesQuery(request),
    enabled: request !== null,
    placeholderData: keepPreviousData,
  });

export const useMoreMatches = (list: ReturnType<typeof useMatches>, request: SearchRequest | null) =>
  useNextPage(list, matchesQuery(request).queryKey);

export const useCount = (request: SearchRequest | null) =>
  useQuery({
    ...countQuery(request ?? {}),
    enabled: request !== null,
    placeholderData: keepPreviousData,
  });
