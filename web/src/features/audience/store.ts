/** Which of several accounts a phone shows. */
import { create } from "zustand";
import type { Provider } from "@/api/types";

type View = { provider: Provider | null; show: (provider: Provider) => void };

export const useAudienceView = create<View>()((set) => ({
  provider: null,
  show: (provider) => set({ provider }),
}));
