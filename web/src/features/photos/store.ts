/** Which photos are chosen, for what, and which sheet is open. */
import { create } from "zustand";
import type { Album } from "@/api/types";

export type Task = "pick" | "create" | "rename" | "remove" | "archive";

type View = {
  selecting: boolean;
  chosen: ReadonlySet<string>;
  /** The photo that was chosen last: a choice with the shift key begins there. */
  last: string | null;
  /** Photos are being chosen for this album. */
  target: Album | null;
  task: Task | null;
  /** Counts the openings of the sheet: of the one before nothing stays. */
  turn: number;
  select: (selecting: boolean, target?: Album | null) => void;
  toggle: (id: string) => void;
  choose: (ids: readonly string[], chosen: boolean) => void;
  begin: (task: Task) => void;
  end: () => void;
};

const NONE: ReadonlySet<string> = new Set();
const nothing = { selecting: false, chosen: NONE, last: null, target: null } as const;

export const usePhotosView = create<View>()((set) => ({
  ...nothing,
  task: null,
  turn: 0,
  select: (selecting, target = null) => set({ ...nothing, selecting, target }),
  toggle: (id) =>
    set(({ chosen }) => {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      return { chosen: next, last: id };
    }),
  choose: (ids, wanted) =>
    set(({ chosen }) => {
      const next = new Set(chosen);
      for (const id of ids) wanted ? next.add(id) : next.delete(id);
      return { chosen: next, last: ids.at(-1) ?? null };
    }),
  begin: (task) => set(({ turn }) => ({ task, turn: turn + 1 })),
  end: () => set({ task: null }),
}));
