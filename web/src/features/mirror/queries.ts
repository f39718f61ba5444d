/** Companies that fit, and oneself as brands see it. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api } from "@/api";
import { meQuery } from "@/api/account";
import { unwrap } from "@/api/client";
import { connectionsQuery } from "@/api/connect";
import { creatorQuery } from "@/api/match";
import { useNextPage } from "@/api/nextPage";
import type { Platform } from "@/api/types";

const PAGE = 20;

export const useShared = () => useQuery(connectionsQuery());

const companiesKey = (platform: Platform | null) => ["companies", platform];

export const useCompanies = (platform: Platform | null) =>
  useInfiniteQuery({
    queryKey: companiesKey(platform),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: PAGE,
        ...(platform ? { platform } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      };
      return unwrap(api.GET("/api/match/companies", { params: { query }, signal }));
    },
    getNextPageParam: (page) => page.next_cursor,
  });

export const useMoreCompanies = (list: ReturnType<typeof useCompanies>, platform: Platform | null) =>
  useNextPage(list, companiesKey(platform));

/** The own page; null while nothing is shared. */
export function useMyself() {
  const me = useQuery(meQuery()).data?.id;
  return useQuery({ ...creatorQuery(me ?? ""), enabled: me !== undefined });
}
