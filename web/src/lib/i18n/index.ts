/**
 * The dictionary of the chosen language, as a hook and as a plain function. Turkish is part of every page; English is a file
 * of its own, loaded when it is chosen, so that nobody pays for both.
 */
import { create } from "zustand";
import { type Language, usePreferences } from "../preferences";
import { type Dictionary, tr } from "./tr";

export type { Dictionary } from "./tr";

const useLoaded = create<{ dictionaries: Partial<Record<Language, Dictionary>> }>()(() => ({
  dictionaries: { tr },
}));

/** Makes a language ready; harmless to repeat, and to fail: the reader keeps the one that is there. */
export async function loadLanguage(language: Language): Promise<void> {
  if (useLoaded.getState().dictionaries[language]) return;
  const { en } = await import("./en");
  useLoaded.setState(({ dictionaries }) => ({ dictionaries: { ...dictionaries, en } }));
}

const spoken = (wanted: Language, dictionaries: Partial<Record<Language, Dictionary>>): Language =>
  dictionaries[wanted] ? wanted : "tr";

/** The language that can be shown now: the chosen one once it is loaded. */
export const useLanguage = (): Language => {
  const wanted = usePreferences((state) => state.language);
  return spoken(
    wanted,
    useLoaded((state) => state.dictionaries),
  );
};

export const useT = (): Dictionary => {
  const language = useLanguage();
  return useLoaded((state) => state.dictionaries[language]) ?? tr;
};

/** Outside React. */
export const currentT = (): Dictionary =>
  useLoaded.getState().dictionaries[usePreferences.getState().language] ?? tr;
