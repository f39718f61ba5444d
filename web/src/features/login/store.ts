/**
 * The code step in progress. Kept for its two minutes in localStorage, because a phone may drop the page while the
 * person reads the message in another app; the number goes with the attempt.
 */
import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { Attempt, PhoneDraft } from "./model";

type LoginState = {
  attempt: Attempt | null;
  /** The number that is about to be changed; in memory only. */
  draft: PhoneDraft | null;
  begin: (attempt: Attempt) => void;
  /** Back to the phone step, with the number as it was typed. */
  change: () => void;
  drop: () => void;
};

export const useLogin = create<LoginState>()(
  persist(
    (set) => ({
      attempt: null,
      draft: null,
      begin: (attempt) => set({ attempt, draft: null }),
      change: () => set(({ attempt }) => ({ attempt: null, draft: attempt?.to ?? null })),
      drop: () => set({ attempt: null, draft: null }),
    }),
    {
      name: "login",
      skipHydration: true,
      partialize: ({ attempt }) => ({ attempt }),
      merge: (kept, current) => {
        const attempt = (kept as Partial<LoginState> | undefined)?.attempt ?? null;
        return { ...current, attempt: attempt?.to && attempt.expiresAt > Date.now() ? attempt : null };
      },
    },
  ),
);
