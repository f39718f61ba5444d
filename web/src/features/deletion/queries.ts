/** The state of a deletion that somebody asked for at Meta; nobody signs in for it. */
import { anonymous } from "@/api";
import { unwrap } from "@/api/client";
import type { Deletion } from "@/api/types";

export const fetchDeletion = (code: string): Promise<Deletion> =>
  unwrap(anonymous.GET("/api/connect/deletions/{code}", { params: { path: { code } } }));
