/** A list with everything that is drawn of its people. */
import { queryOptions, useQueries, useQuery } from "@tanstack/react-query";
import { type Entry, shortlistQuery } from "@/api/lists";
import { creatorFit, creatorFitQuery } from "@/api/match";
import type { CreatorFit } from "@/api/types";
import { turns } from "@/lib/turns";

/** A list holds up to 200 people and each is a call of its own: all at once would be throttled. */
const AT_ONCE = 6;
const turn = turns(AT_ONCE);

const fitQuery = (id: string) =>
  queryOptions({
    ...creatorFitQuery(id, null),
    queryFn: ({ signal }) => turn(() => creatorFit(id, null), signal),
  });

/** `fit` is null for who shares no more, and where it could not be fetched: `missed` is there then. */
export type Person = { entry: Entry; fit: CreatorFit | null; missed: Missed | null };
export type Missed = { busy: boolean; retry: () => void };

export function useReport(id: string | null) {
  const list = useQuery({ ...shortlistQuery(id ?? ""), enabled: id !== null });
  const shared = list.data?.items.filter(({ matches }) => matches.length > 0) ?? [];
  const fits = useQueries({ queries: shared.map(({ influencer_id }) => fitQuery(influencer_id)) });
  const people = shared.map((entry, index): Person => {
    const fit = fits[index];
    const missed = fit?.isFetched && fit.data === undefined;
    return {
      entry,
      fit: fit?.data ?? null,
      missed: missed ? { busy: fit.isFetching, retry: () => void fit.refetch() } : null,
    };
  });
  return {
    list,
    people,
    done: fits.filter(({ isFetched }) => isFetched).length,
    waiting: id !== null && (list.isPending || fits.some(({ isFetched }) => !isFetched)),
    error: list.data === undefined ? list.error : null,
    refetch: () => void list.refetch(),
  };
}
