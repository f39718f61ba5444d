/** Whether the question has been put off; asked again with the next visit. */
import { create } from "zustand";

export const usePutOff = create<{ later: boolean; putOff: () => void }>()((set) => ({
  later: false,
  putOff: () => set({ later: true }),
}));
