/** Which sheet is open, and on which connection. */
import { create } from "zustand";

export type Task = "property" | "share" | "disconnect";
type Open = { task: Task; id: string };
type Tasks = { open: Open | null; begin: (task: Task, id: string) => void; end: () => void };

export const useTasks = create<Tasks>()((set) => ({
  open: null,
  begin: (task, id) => set({ open: { task, id } }),
  end: () => set({ open: null }),
}));
