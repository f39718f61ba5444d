/**
 * What the tabs say before server state is there: whose they are, and whether a connection waits for its person. Only a hint
 * of this device, so that no tab jumps at the start; the truth is the server's and is written here by features/shell/TabHints.
 */
import { create } from "zustand";
import { persist } from "zustand/middleware";

export type Role = "company" | "influencer" | "none";

type Hints = { role: Role; attention: boolean };
const NONE: Hints = { role: "none", attention: false };

/** Hydrated after mount, as the exported HTML has the tabs of nobody in particular. */
export const useTabHints = create<Hints>()(persist(() => NONE, { name: "tabs", skipHydration: true }));

export function noteTabs(hints: Partial<Hints>): void {
  useTabHints.setState(hints);
}

export const forgetTabs = (): void => noteTabs(NONE);
