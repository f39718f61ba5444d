/** The proof of a password, in memory only, and the names of the folders that were walked through. */
import { create } from "zustand";

export type Step = { id: string; name: string };
type Visit = {
  access: string | null;
  trail: readonly Step[];
  enter: (access: string | null) => void;
  walk: (trail: readonly Step[]) => void;
};

export const useVisit = create<Visit>()((set) => ({
  access: null,
  trail: [],
  enter: (access) => set({ access }),
  walk: (trail) => set({ trail }),
}));
