/**
 * The code step in progress. Kept for its two minutes in localStorage, because a phone may drop the page while the
 * person reads the message in another app; the number is stored as it is shown and goes with the attempt.
 */
import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Attempt } from "./model";

type LoginState = { attempt: Attempt | null; begin: (attempt: Attempt) => void; drop: () => void };

export const useLogin = create<LoginState>()(
  persist(
    (set) => ({
      attempt: null,
      begin: (attempt) => set({ attempt }),
      drop: () => set({ attempt: null }),
    }),
    {
      name: "login",
      skipHydration: true,
      partialize: ({ attempt }) => ({ attempt }),
      merge: (kept, current) => {
        const attempt = (kept as Partial<LoginState> | undefined)?.attempt ?? null;
        return { ...current, attempt: attempt && attempt.expiresAt > Date.now() ? attempt : null };
      },
    },
  ),
);
