/** Who this is, and the choice of it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { meQuery } from "@/api/account";
import { unwrap } from "@/api/client";

export const useMe = () => useQuery(meQuery());

export function useRoleChoice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (role: "company" | "influencer") => unwrap(api.PATCH("/api/auth/me", { body: { role } })),
    onSuccess: (user) => client.setQueryData(meQuery().queryKey, user),
  });
}
