/** Which part of the files is shown. */
import { create } from "zustand";
import type { NodeFilter } from "@/api/vault";

type View = { filter: NodeFilter; setFilter: (filter: NodeFilter) => void };

export const useFilesView = create<View>()((set) => ({
  filter: "all",
  setFilter: (filter) => set({ filter }),
}));
