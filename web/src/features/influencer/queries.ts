/** A creator, how well the audience fits, who is alike, what is searched for, and the files that are shown. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { api } from "@/api";
import { meQuery } from "@/api/account";
import { unwrap } from "@/api/client";
import { audiencesQuery, creatorFitQuery, creatorQuery, lookalikesQuery, trendQuery } from "@/api/match";
import type { Platform } from "@/api/types";
import { useMatching } from "@/lib/matching";
import type { Measure } from "@/lib/score";

/** Only companies match creators; an influencer looks at the own page. */
const useIsCompany = (): boolean => useQuery(meQuery()).data?.role === "company";

export const useCreator = (id: string) => useQuery(creatorQuery(id));

export function useCreatorFit(id: string) {
  const audience = useMatching((state) => state.audience);
  const enabled = useIsCompany();
  const query = useQuery({ ...creatorFitQuery(id, audience), enabled });
  return { ...query, enabled };
}

/** How many people stand behind a dimension of the company's audience. */
export function useSampleSize(audience: string, dimension: Measure): number | undefined {
  const named = useQuery({ ...audiencesQuery(), enabled: useIsCompany() }).data;
  return named?.find(({ id }) => id === audience)?.dimensions.find(({ name }) => name === dimension)
    ?.sample_size;
}

export function useLookalikes(id: string, platform: Platform) {
  const enabled = useIsCompany();
  const query = useQuery({ ...lookalikesQuery(id, platform), enabled });
  return { ...query, enabled };
}

export const useTrend = (keyword: string, geo: string) =>
  useQuery({ ...trendQuery(keyword, geo), enabled: keyword !== "" });

export const useMediaKit = (user_id: string) =>
  useQuery({
    queryKey: ["media-kit", user_id],
    queryFn: async () =>
      (await unwrap(api.GET("/api/vault/media-kits/{user_id}", { params: { path: { user_id } } }))).items,
  });

/** Asks for an address that holds for some minutes, then goes there. */
export const useOpenFile = (user_id: string) =>
  useMutation({
    mutationFn: (node_id: string) =>
      unwrap(
        api.GET("/api/vault/media-kits/{user_id}/{node_id}/content", {
          params: { path: { user_id, node_id }, query: { download: true } },
        }),
      ),
    onSuccess: ({ url }) => window.location.assign(url),
  });
