"use client";
import { useEffect, useLayoutEffect } from "react";
import { THEME_COLORS } from "@/lib/boot";
import { loadLanguage, useLanguage } from "@/lib/i18n";
import { usePreferences } from "@/lib/preferences";

/** Writes theme and language to <html> and the browser's bars; reads what is stored right after the first render. */
export function PreferencesEffect() {
  const theme = usePreferences((state) => state.theme);
  const wanted = usePreferences((state) => state.language);
  const language = useLanguage();

  useLayoutEffect(() => {
    void usePreferences.persist.rehydrate();
    const follow = (event: StorageEvent) => {
      if (event.key === usePreferences.persist.getOptions().name) void usePreferences.persist.rehydrate();
    };
    window.addEventListener("storage", follow);
    return () => window.removeEventListener("storage", follow);
  }, []);

  useEffect(() => {
    void loadLanguage(wanted).catch(() => undefined);
  }, [wanted]);

  useEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    // Not `wanted`: this also runs for the first render, before the stored choice has been read.
    if (language === usePreferences.getState().language) delete root.dataset.pending;
  }, [language]);

  useEffect(() => {
    const root = document.documentElement;
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
      const own = meta.media.includes("dark") ? "dark" : "light";
      meta.content = THEME_COLORS[theme === "system" ? own : theme];
    }
  }, [theme]);

  return null;
}
