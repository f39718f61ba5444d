/** Matches page by page, how many there would be, and the audiences to choose from. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/account";
import { audiencesQuery, countQuery, searchQuery } from "@/api/match";
import type { SearchRequest } from "@/api/types";
import { DEFAULT_WEIGHTS } from "@/lib/score";

export const useMe = () => useQuery(meQuery());

export const useAudiences = () => useQuery(audiencesQuery());

/** What was found before stays while the next answer is on its way, and while there is nothing to ask. */
export const useMatches = (request: SearchRequest | null) =>
  useInfiniteQuery({
    ...searchQuery(request ?? { weights: { ...DEFAULT_WEIGHTS } }),
    enabled: request !== null,
    placeholderData: keepPreviousData,
  });

export const useCount = (request: SearchRequest | null) =>
  useQuery({
    ...countQuery(request ?? {}),
    enabled: request !== null,
    placeholderData: keepPreviousData,
  });
