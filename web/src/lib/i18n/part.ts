/**
 * A dictionary of its own for screens that come as files of their own, so that sign-in does not pay for their words. Turkish
 * comes with the screen; English is asked for together with it, and the screen waits for it instead of flashing Turkish.
 */
import { use } from "react";
import type { Language } from "../preferences";
import { useLanguage } from "./index";

export type Part<Texts> = () => Texts;

/** `loadEn` may fail (no network, not kept): then the reader gets Turkish until the next visit. */
export function part<Texts>(tr: Texts, loadEn: () => Promise<Texts>): Part<Texts> {
  let loaded: Texts | null = null;
  let loading: Promise<Texts> | null = null;
  const english = (): Promise<Texts> => {
    loading ??= loadEn().then(
      (en) => {
        loaded = en;
        return en;
      },
      () => tr,
    );
    return loading;
  };
  const texts = (language: Language): Texts => (language === "tr" ? tr : (loaded ?? use(english())));
  return () => texts(useLanguage());
}
