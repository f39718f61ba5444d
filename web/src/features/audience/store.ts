/** Which of several accounts a phone shows, and whether of a site all users or those who bought. */
import { create } from "zustand";
import type { Provider } from "@/api/types";

export type Users = "all" | "customers";
type View = {
  provider: Provider | null;
  show: (provider: Provider) => void;
  users: Users;
  of: (users: Users) => void;
};

export const useAudienceView = create<View>()((set) => ({
  provider: null,
  show: (provider) => set({ provider }),
  users: "all",
  of: (users) => set({ users }),
}));
