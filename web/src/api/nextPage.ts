/** The next page of a long list, also where its cursor has died. */
import { type QueryKey, type UseInfiniteQueryResult, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "./problem";

type Pages = Pick<UseInfiniteQueryResult, "fetchNextPage" | "isFetchNextPageError" | "error">;

/**
 * A cursor belongs to the audience it was made of, and is refused once that was pulled anew: asking with it again can
 * never help. Trying again then begins the list anew; not unasked, as the reader's place in it is lost.
 */
export function useNextPage(list: Pages, queryKey: QueryKey): () => void {
  const client = useQueryClient();
  const dead =
    list.isFetchNextPageError && list.error instanceof ApiError && list.error.code === "invalid_request";
  return () => void (dead ? client.resetQueries({ queryKey, exact: true }) : list.fetchNextPage());
}
