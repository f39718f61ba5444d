/** Which account's companies are shown. */
import { create } from "zustand";
import type { Platform } from "@/api/types";

type View = { platform: Platform | null; show: (platform: Platform | null) => void };

export const useMirrorView = create<View>()((set) => ({
  platform: null,
  show: (platform) => set({ platform }),
}));
