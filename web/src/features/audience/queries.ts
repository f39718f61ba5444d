/** Own audiences, asked for anew whenever a connection has brought something. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "@/api";
import { meQuery } from "@/api/account";
import { unwrap } from "@/api/client";
import { useConnections } from "@/api/connect";

export const useMe = () => useQuery(meQuery());

const audienceKey = ["audience"] as const;

export function useAudience() {
  const client = useQueryClient();
  const connections = useConnections();
  const audience = useQuery({
    queryKey: audienceKey,
    queryFn: async () => (await unwrap(api.GET("/api/match/audience"))).items,
  });
  const stamp = connections.data
    ?.map(({ id, checked_at, pulling }) => `${id} ${checked_at} ${pulling}`)
    .join();
  const before = useRef(stamp);
  useEffect(() => {
    if (before.current !== undefined && before.current !== stamp)
      void client.invalidateQueries({ queryKey: audienceKey });
    before.current = stamp;
  }, [stamp, client]);
  return { audience, connections };
}
