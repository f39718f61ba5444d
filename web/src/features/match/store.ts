/** What is looked for: filters, order, words. Of this visit; a saved search is what lasts. */
import { create } from "zustand";
import type { Filters, Sort } from "@/api/types";

type Search = {
  filters: Filters;
  sort: Sort;
  /** As it is being typed. */
  text: string;
  /** The sheet of filters is open. */
  filtering: boolean;
  /** The sliders are open. */
  weighing: boolean;
  setFilters: (filters: Filters) => void;
  setSort: (sort: Sort) => void;
  setText: (text: string) => void;
  setFiltering: (open: boolean) => void;
  setWeighing: (open: boolean) => void;
};

export const useSearch = create<Search>()((set) => ({
  filters: {},
  sort: "score",
  text: "",
  filtering: false,
  weighing: false,
  setFilters: (filters) => set({ filters }),
  setSort: (sort) => set({ sort }),
  setText: (text) => set({ text }),
  setFiltering: (filtering) => set({ filtering }),
  setWeighing: (weighing) => set({ weighing }),
}));
