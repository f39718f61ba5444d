/** What a person matches against and what counts how much: the same in the list and on a creator's page. Of this visit only. */
import { create } from "zustand";
import { DEFAULT_WEIGHTS, type Measure, type Weights } from "./score";

type Matching = {
  /** Of a named audience; null: the server's default. */
  audience: string | null;
  /** As on the sliders, 0 to 100. */
  weights: Weights;
  setAudience: (audience: string | null) => void;
  weigh: (name: Measure, value: number) => void;
  setWeights: (weights: Weights) => void;
};

export const useMatching = create<Matching>()((set) => ({
  audience: null,
  weights: DEFAULT_WEIGHTS,
  setAudience: (audience) => set({ audience }),
  weigh: (name, value) => set(({ weights }) => ({ weights: { ...weights, [name]: value } })),
  setWeights: (weights) => set({ weights }),
}));
