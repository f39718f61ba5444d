/** What is looked for in the list, and which sheet is open over the editor. */
import { create } from "zustand";

export type Task = "menu" | "history" | "conflict";
type View = {
  search: string;
  setSearch: (search: string) => void;
  task: Task | null;
  /** Counts the openings of the sheet: of the one before nothing stays. */
  turn: number;
  begin: (task: Task) => void;
  end: () => void;
};

export const useNotesView = create<View>()((set) => ({
  search: "",
  setSearch: (search) => set({ search }),
  task: null,
  turn: 0,
  begin: (task) => set(({ turn }) => ({ task, turn: turn + 1 })),
  end: () => set({ task: null }),
}));
