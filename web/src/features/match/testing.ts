/** For tests: matches as the API answers them. */
import type { Match, SearchPage } from "@/api/types";
import { type Measure, normal, scoreOf, type Weights } from "@/lib/score";

type Similarities = Readonly<Record<Measure, number>>;
const THIRDS: Weights = { country: 0.4, age: 0.3, gender: 0.2, device: 0.1 };

export const part = (similarity: number, change: Partial<Match["fit"]["age"]> = {}): Match["fit"]["age"] => ({
  similarity,
  overlap: similarity - 0.1,
  weight: 0.25,
  contribution: similarity / 4,
  lift: 0.2,
  confidence: 0.9,
  standard_error: 0.02,
  creator_state: "reported",
  company_state: "reported",
  over: [],
  under: [],
  ...change,
});

export const card = (change: Partial<Match["influencer"]> = {}): Match["influencer"] => ({
  id: "u1",
  name: "Ayşe Gezer",
  handle: "ayse.gezer",
  platform: "instagram",
  followers: 12_400,
  country: "TR",
  city: "İstanbul",
  categories: ["food"],
  languages: ["tr"],
  verified: true,
  contactable: true,
  price: null,
  engagement_rate: 0.034,
  growth: 0.02,
  views: 30_000,
  posted_on: "2026-11-20",
  checked_at: "2026-11-21T10:00:00Z",
  provenance: "reported",
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
