/** Prices and budgets in the reader's language. Pure. */
import type { MatchTexts } from "./i18n/match";
import type { Language } from "./preferences";

type PriceTexts = Pick<MatchTexts["creator"], "priceRange" | "priceFrom" | "priceTo">;
export type Price = { from: number | null; to: number | null; currency: string };

/** "₺5.000 – ₺20.000", or the one end that is known, in words; null where nothing is. Whole units only. */
export function priceText({ from, to, currency }: Price, t: PriceTexts, language: Language): string | null {
  const style = { style: "currency", currency, maximumFractionDigits: 0 } as const;
  const text = (amount: number) => new Intl.NumberFormat(language, style).format(amount);
  if (from === null) return to === null ? null : t.priceTo(text(to));
  if (to === null) return t.priceFrom(text(from));
  return from === to ? text(from) : t.priceRange(text(from), text(to));
}

/** Those that people here ask for; the first is offered first. */
export const CURRENCIES = ["TRY", "EUR", "USD", "GBP"] as const;
