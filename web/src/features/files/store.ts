/** How files are shown, what is selected, and which sheet is open over them. */
import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { NodeSort } from "@/api/vault";
import type { TypeName } from "./model";

export type Layout = "list" | "grid";
type View = {
  sort: NodeSort;
  layout: Layout;
  setSort: (sort: NodeSort) => void;
  setLayout: (layout: Layout) => void;
};

/** Kept on the device. */
export const useFilesView = create<View>()(
  persist(
    (set) => ({
      sort: "newest",
      layout: "list",
      setSort: (sort) => set({ sort }),
      setLayout: (layout) => set({ layout }),
    }),
    { name: "files-view", partialize: ({ sort, layout }) => ({ sort, layout }) },
  ),
);

type Filter = {
  q: string;
  favourites: boolean;
  type: TypeName | null;
  search: (q: string) => void;
  setFavourites: (on: boolean) => void;
  setType: (type: TypeName | null) => void;
};

export const useFilter = create<Filter>()((set) => ({
  q: "",
  favourites: false,
  type: null,
  search: (q) => set({ q }),
  setFavourites: (favourites) => set({ favourites }),
  setType: (type) => set({ type }),
}));

type Selection = {
  /** null: nothing is being selected */
  ids: ReadonlySet<string> | null;
  begin: (id?: string) => void;
  toggle: (id: string) => void;
  set: (ids: readonly string[]) => void;
  end: () => void;
};

export const useSelection = create<Selection>()((set) => ({
  ids: null,
  begin: (id) => set({ ids: new Set(id ? [id] : []) }),
  toggle: (id) =>
    set(({ ids }) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      return { ids: next };
    }),
  set: (ids) => set({ ids: new Set(ids) }),
  end: () => set({ ids: null }),
}));

/** `vault`, `everything` and `shares` are about the vault as a whole. */
export type Task =
  | "menu"
  | "new"
  | "rename"
  | "move"
  | "versions"
  | "share"
  | "zip"
  | "vault"
  | "everything"
  | "shares";
type Open = {
  task: Task;
  ids: readonly string[];
  /** Told apart from the one before, of which nothing stays. */
  turn: number;
};
type Tasks = {
  open: Open | null;
  begin: (task: Task, ids?: readonly string[]) => void;
  end: () => void;
};

let turn = 0;

export const useTasks = create<Tasks>()((set) => ({
  open: null,
  begin: (task, ids = []) => {
    turn += 1;
    set({ open: { task, ids, turn } });
  },
  end: () => set({ open: null }),
}));
