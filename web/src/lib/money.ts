/** Prices and budgets in the reader's language. Pure. */
import type { Language } from "./preferences";

export type Price = { from: number | null; to: number | null; currency: string };

/** "₺5.000 – ₺20.000", or the one end that is known; null where nothing is. Whole units only. */
export function priceText({ from, to, currency }: Price, language: Language): string | null {
  const style = { style: "currency", currency, maximumFractionDigits: 0 } as const;
  const text = (amount: number) => new Intl.NumberFormat(language, style).format(amount);
  if (from === null && to === null) return null;
  if (from === null || to === null) return `${to === null ? "≥" : "≤"} ${text(from ?? to ?? 0)}`;
  return from === to ? text(from) : `${text(from)} – ${text(to)}`;
}

/** Those that people here ask for; the first is offered first. */
export const CURRENCIES = ["TRY", "EUR", "USD", "GBP"] as const;
