/** The ZIP files of the last three days: asked for in any tab, on any device, and looked at again until they are ready. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { unwrap } from "@/api/client";
import type { Archive, NewArchive } from "@/api/types";
import { isUnderWay, waitMs } from "./model";

const archivesQuery = () =>
  queryOptions({
    queryKey: ["archives"],
    queryFn: async () => (await unwrap(api.GET("/api/vault/archives"))).items,
    refetchInterval: ({ state }) => waitMs(state.data?.filter(isUnderWay) ?? [], Date.now()),
    // Addresses in it run out.
    staleTime: 60_000,
  });

/** The newest first. */
export const useArchives = () => useQuery(archivesQuery());

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
