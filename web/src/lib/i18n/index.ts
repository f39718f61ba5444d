/**
 * The dictionaries of the chosen language, as hooks and as a plain function. Turkish comes with the page that needs it: `tr` is
 * part of every page, a `part` of the screens that use it. English is a file of its own, loaded when it is chosen, so that
 * nobody pays for both.
 */
import { create } from "zustand";
import { type Language, usePreferences } from "../preferences";
import { type Dictionary, tr } from "./tr";

export type { Dictionary } from "./tr";

type English = typeof import("./english");

const useLoaded = create<{ english: English | null }>()(() => ({ english: null }));

/** Makes a language ready; harmless to repeat, and to fail: the reader keeps the one that is there. */
export async function loadLanguage(language: Language): Promise<void> {
  if (language === "tr" || useLoaded.getState().english) return;
  useLoaded.setState({ english: await import("./english") });
}

/** The English texts when they are chosen and there. */
const useEnglish = (): English | null => {
  const wanted = usePreferences((state) => state.language);
  const { english } = useLoaded();
  return wanted === "en" ? english : null;
};

/** The language that can be shown now: the chosen one once it is loaded. */
export const useLanguage = (): Language => (useEnglish() ? "en" : "tr");

export const useT = (): Dictionary => useEnglish()?.main ?? tr;

/** Outside React. */
export const currentT = (): Dictionary =>
  (usePreferences.getState().language === "en" && useLoaded.getState().english?.main) || tr;

/** A dictionary of its own for screens that come as files of their own, so that sign-in does not pay for their words. */
export const part =
  <Name extends keyof English>(name: Name, turkish: English[Name]) =>
  (): English[Name] =>
    useEnglish()?.[name] ?? turkish;
