/** For tests: matches as the API answers them. */
import { card, dimensionFit } from "@/api/testingLists";
import type { Match, SearchPage } from "@/api/types";
import { type Measure, normal, scoreOf, type Weights } from "@/lib/score";

type Similarities = Readonly<Record<Measure, number>>;
const THIRDS: Weights = { country: 0.4, age: 0.3, gender: 0.2, device: 0.1 };

export const part = (similarity: number, change: Partial<Match["fit"]["age"]> = {}): Match["fit"]["age"] =>
  dimensionFit(0.25, {
    similarity,
    overlap: similarity - 0.1,
    contribution: similarity / 4,
    lift: 0.2,
    confidence: 0.9,
    ...change,
  });

export function match(name: string, similar: Similarities, change: Partial<Match> = {}): Match {
  const fit = {
    country: part(similar.country),
    age: part(similar.age),
    gender: part(similar.gender),
    device: part(similar.device),
  };
  const { score, average, confidence, label, error } = scoreOf(fit, THIRDS);
  return {
    influencer: card({ id: name, name }),
    platform: "instagram",
    score,
    average_score: average ?? 0,
    lift: 0.2,
    confidence,
    confidence_label: label,
    standard_error: error,
    derived_by_us: false,
    fit,
    other_platforms: [],
    ...change,
  };
}

export const page = (items: Match[], change: Partial<SearchPage> = {}): SearchPage => ({
  items,
  audience: { id: "ga4:all", name: "GA4" },
  weights: normal(THIRDS) ?? THIRDS,
  exact: true,
  matched: items.length,
  youtube_scores: "on",
  next_cursor: null,
  ...change,
});
