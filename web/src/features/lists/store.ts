/** Which sheet is open over a list, on which of its rows, and whether rows are being arranged. */
import { create } from "zustand";

export type Task = "create" | "edit" | "remove" | "item" | "note";
type Open = { task: Task; id: string | null };
type Tasks = {
  open: Open | null;
  arranging: boolean;
  begin: (task: Task, id?: string) => void;
  end: () => void;
  arrange: (arranging: boolean) => void;
};

export const useTasks = create<Tasks>()((set) => ({
  open: null,
  arranging: false,
  begin: (task, id) => set({ open: { task, id: id ?? null } }),
  end: () => set({ open: null }),
  arrange: (arranging) => set({ arranging }),
}));
