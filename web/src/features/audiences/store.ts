/** Which sheet is open, and on which audience. */
import { create } from "zustand";

export type Task = "details" | "edit";
type Open = { task: Task; id: string | null };
type Tasks = { open: Open | null; begin: (task: Task, id?: string) => void; end: () => void };

export const useTasks = create<Tasks>()((set) => ({
  open: null,
  begin: (task, id) => set({ open: { task, id: id ?? null } }),
  end: () => set({ open: null }),
}));
