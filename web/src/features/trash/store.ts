/** What is asked before it is done. */
import { create } from "zustand";
import type { Node } from "@/api/types";

/** One item, or everything. */
type Asked = { what: "one"; node: Node } | { what: "all" };
type Questions = { asked: Asked | null; ask: (asked: Asked) => void; end: () => void };

export const useQuestions = create<Questions>()((set) => ({
  asked: null,
  ask: (asked) => set({ asked }),
  end: () => set({ asked: null }),
}));
