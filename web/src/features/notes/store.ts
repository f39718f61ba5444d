/** What is looked for in the list, and which sheet is open over the editor. */
import { create } from "zustand";

export type Task = "menu" | "history" | "conflict";
type View = {
  search: string;
  setSearch: (search: string) => void;
  task: Task | null;
  begin: (task: Task) => void;
  end: () => void;
};

export const useNotesView = create<View>()((set) => ({
  search: "",
  setSearch: (search) => set({ search }),
  task: null,
  begin: (task) => set({ task }),
  end: () => set({ task: null }),
}));
