/** The summary, who is greeted, and the newest items of each kind. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { meQuery } from "@/api/account";
import { scopeQuery, summaryQuery } from "@/api/vault";
import { photoCount } from "./model";

const RECENT_FILES = 4;

export const useMe = () => useQuery(meQuery());

export const useSummary = () => useQuery(summaryQuery());

/** From the same cache as the files page, so that an upload shows here at once. Archived photos are not met here either. */
export function useRecent(kind: "photo" | "file") {
  const query = useInfiniteQuery(scopeQuery(kind === "photo" ? { kind, archived: false } : { kind }));
  const items = query.data?.pages[0]?.items;
  const count = kind === "photo" ? photoCount(items?.length ?? 0) : RECENT_FILES;
  return { ...query, nodes: items?.slice(0, count) };
}
