/** The ZIP files of the last three days: asked for in any tab, on any device, and looked at again until they are ready. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { unwrap } from "@/api/client";
import type { Archive, NewArchive } from "@/api/types";
import { isUnderWay, waitMs } from "./model";

/** Addresses in them work for ten minutes. */
const SIGNED_MS = 4 * 60_000;

const archivesQuery = (shown = false) =>
  queryOptions({
    queryKey: ["archives"],
    queryFn: async () => (await unwrap(api.GET("/api/vault/archives"))).items,
    refetchInterval: ({ state }) =>
      waitMs(state.data?.filter(isUnderWay) ?? [], Date.now()) || (shown && SIGNED_MS),
    staleTime: 60_000,
  });

/** The newest first; `shown`: where they can be fetched from. */
export const useArchives = (shown: boolean) => useQuery(archivesQuery(shown));

export function useStartArchive() {
  const client = useQueryClient();
  const { queryKey } = archivesQuery();
  return useMutation({
    mutationFn: (body: NewArchive) => unwrap(api.POST("/api/vault/archives", { body })),
    onSuccess: async (made: Archive) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, (known) => [made, ...(known ?? [])]);
      void client.invalidateQueries({ queryKey });
    },
  });
}
