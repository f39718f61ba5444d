/** What this device prefers to look and read like. Kept in localStorage; read by an inline script before first paint. */
import { create } from "zustand";
import { persist } from "zustand/middleware";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const LANGUAGES = ["tr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
/** Each in its own words, so that whoever needs it can read it. */
export const LANGUAGE_NAMES = [
  { value: "tr", label: "Türkçe" },
  { value: "en", label: "English" },
] as const satisfies readonly { value: Language; label: string }[];

export const PREFERENCES_KEY = "preferences";

type Preferences = {
  theme: Theme;
  language: Language;
  setTheme: (theme: Theme) => void;
  setLanguage: (language: Language) => void;
};

/** Hydrated after mount (see PreferencesEffect): the exported HTML is Turkish and must match the first render. */
export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: "system",
      language: "tr",
      setTheme: (theme) => set({ theme }),
      setLanguage: (language) => set({ language }),
    }),
    {
      name: PREFERENCES_KEY,
      skipHydration: true,
      partialize: ({ theme, language }) => ({ theme, language }),
    },
  ),
);
