/** The numbers typed so far: closing the sheet does not lose them. */
import { create } from "zustand";
import { type Draft, emptyDraft, localDay } from "./model";

type Way = "form" | "file";
type Report = {
  open: boolean;
  way: Way;
  draft: Draft;
  setOpen: (open: boolean) => void;
  setWay: (way: Way) => void;
  change: (change: Partial<Draft>) => void;
  clear: () => void;
};

const fresh = (): Draft => emptyDraft(localDay(new Date()));

export const useReport = create<Report>()((set) => ({
  open: false,
  way: "form",
  draft: fresh(),
  setOpen: (open) => set({ open }),
  setWay: (way) => set({ way }),
  change: (change) => set(({ draft }) => ({ draft: { ...draft, ...change } })),
  clear: () => set({ draft: fresh() }),
}));
