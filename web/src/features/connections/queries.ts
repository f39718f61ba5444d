/** What can be connected, and everything that can be done with a connection. */
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { meQuery } from "@/api/account";
import { done, unwrap } from "@/api/client";
import { connectionsQuery } from "@/api/connect";
import { ApiError } from "@/api/problem";
import type { Connection, Provider } from "@/api/types";

export { useConnections } from "@/api/connect";

const HERE = "/connections/";
const MINUTE = 60_000;

export const useMe = () => useQuery(meQuery());

export const useProviders = () =>
  useQuery({
    queryKey: ["providers"],
    queryFn: async () => (await unwrap(api.GET("/api/connect/providers"))).items,
    staleTime: 5 * MINUTE,
  });

/** Leaves for the provider's consent page; the answer comes back as a visit to this screen. */
export const useStart = () =>
  useMutation({
    mutationFn: (provider: Provider) =>
      unwrap(
        api.POST("/api/connect/{provider}/start", { params: { path: { provider } }, body: { next: HERE } }),
      ),
    onSuccess: ({ authorization_url }) => window.location.assign(authorization_url),
  });

const at = (connection_id: string) => ({ params: { path: { connection_id } } });

/** Puts an answer into the list at once; the audience is asked for anew, as it shows parts of the same. */
function keep(client: QueryClient, connection: Connection): void {
  client.setQueryData(connectionsQuery().queryKey, (listed) =>
    listed?.map((known) => (known.id === connection.id ? connection : known)),
  );
  void client.invalidateQueries({ queryKey: ["audience"] });
}

type Change = { id: string; property_id?: string; share_with_brands?: boolean };

export function useChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: Change) =>
      unwrap(api.PATCH("/api/connect/connections/{connection_id}", { ...at(id), body })),
    onSuccess: (connection) => keep(client, connection),
  });
}

export function useRefresh() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.POST("/api/connect/connections/{connection_id}/refresh", at(id))),
    onSuccess: (connection) => keep(client, connection),
  });
}

/** Gone already counts as gone. */
export function useDisconnect() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      try {
        await done(api.DELETE("/api/connect/connections/{connection_id}", at(id)));
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 404)) throw error;
      }
    },
    onSuccess: (_, id) => {
      client.setQueryData(connectionsQuery().queryKey, (listed) =>
        listed?.filter((known) => known.id !== id),
      );
      void client.invalidateQueries({ queryKey: ["audience"] });
    },
  });
}

export const useProperties = (id: string) =>
  useQuery({
    queryKey: ["properties", id],
    queryFn: async () => {
      const { items } = await unwrap(api.GET("/api/connect/connections/{connection_id}/properties", at(id)));
      return items;
    },
    staleTime: MINUTE,
  });
