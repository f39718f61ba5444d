/** The own upload rules, as the server has them. Shared by settings and upload. */
import { queryOptions } from "@tanstack/react-query";
import { unwrap } from "./client";
import { api } from "./index";
import type { paths } from "./schema";
import type { Ok, Sent } from "./types";

export type SavedRules = Ok<paths["/api/vault/settings"]["get"]>;
export type RulesWish = Sent<paths["/api/vault/settings"]["put"]>;

/** Stays as long as the session: uploads go by it for hours while no screen shows it, and without it nothing goes. */
export const rulesQuery = () =>
  queryOptions({
    queryKey: ["rules"],
    queryFn: () => unwrap(api.GET("/api/vault/settings")),
    gcTime: Number.POSITIVE_INFINITY,
  });

/** ApiError 412 when another revision than `rev` is there by now. */
export const putRules = (rev: number, body: RulesWish): Promise<SavedRules> =>
  unwrap(api.PUT("/api/vault/settings", { params: { header: { "If-Match": `"${rev}"` } }, body }));
