/** A list with everything that is drawn of its people. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { shortlistQuery } from "@/api/lists";
import { creatorFitQuery } from "@/api/match";

/** `fits` by influencer; null for those who share no more. */
export function useReport(id: string | null) {
  const list = useQuery({ ...shortlistQuery(id ?? ""), enabled: id !== null });
  const people = list.data?.items.filter(({ matches }) => matches.length > 0) ?? [];
  const fits = useQueries({
    queries: people.map(({ influencer_id }) => creatorFitQuery(influencer_id, null)),
  });
  const waiting = list.isPending || fits.some(({ isPending }) => isPending);
  const failed = fits.find(({ error }) => error !== null);
  return {
    list,
    people: people.map((entry, index) => ({ entry, fit: fits[index]?.data ?? null })),
    waiting: id !== null && waiting,
    error: list.error ?? failed?.error ?? null,
    refetch: () => void Promise.all([list.refetch(), ...fits.map((fit) => fit.refetch())]),
  };
}
