/** A saved search that was opened (?search=): it becomes the search of this visit, once, and leaves the address. */
import { useQuery } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { type SavedQuery, savedSearchQuery } from "@/api/lists";
import type { Filters } from "@/api/types";
import { useMatching } from "@/lib/matching";
import { DEFAULT_WEIGHTS, type Weights } from "@/lib/score";
import { useSearch } from "./store";

/** As on the sliders, whatever the size of what was saved: only proportions count. */
export function toSliders(weights: SavedQuery["weights"]): Weights {
  if (!weights) return DEFAULT_WEIGHTS;
  const { country = 0, age = 0, gender = 0, device = 0 } = weights;
  const total = country + age + gender + device;
  const slider = (weight: number) => Math.round((weight / total) * 100);
  return { country: slider(country), age: slider(age), gender: slider(gender), device: slider(device) };
}

const given = (value: unknown): boolean => value !== null && !(Array.isArray(value) && value.length === 0);

/** What a filter does not ask for is absent here, and empty or null in an answer. */
export function toFilters(filters: SavedQuery["filters"]): { filters: Filters; text: string } {
  const { text, ...rest } = filters ?? {};
  const entries = Object.entries(rest).filter(([, value]) => given(value));
  return { filters: Object.fromEntries(entries) as Filters, text: text ?? "" };
}

/** True while the search is on its way: nothing else should be asked until then. */
export function useOpened(): boolean {
  const router = useRouter();
  const id = useSearchParams().get("search");
  const saved = useQuery({ ...savedSearchQuery(id ?? ""), enabled: id !== null });
  const { setFilters, setSort, setText } = useSearch();
  const { setAudience, setWeights } = useMatching();
  const query = id === null ? undefined : saved.data?.query;
  const settled = id !== null && !saved.isPending;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each search that is opened
  useEffect(() => {
    if (!settled) return;
    if (query) {
      const { filters, text } = toFilters(query.filters);
      setFilters(filters);
      setText(text);
      setSort(query.sort ?? "score");
      setAudience(query.audience ?? null);
      setWeights(toSliders(query.weights));
    }
    router.replace("/match/", { scroll: false });
  }, [settled, query]);
  return id !== null;
}
