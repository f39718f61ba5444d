/**
 * What weights make of similarities: the score, how sure it is, and what each part adds. The server says the same
 * (functions/match/scoring.py); here it is done once more so that a score moves with the slider. Pure.
 */

/** In the order of their default weight. */
export const MEASURES = ["country", "age", "gender", "device"] as const;
export type Measure = (typeof MEASURES)[number];
export type Weights = Readonly<Record<Measure, number>>;

/** As on the sliders; only their proportions count. */
export const DEFAULT_WEIGHTS: Weights = { country: 40, age: 30, gender: 20, device: 10 };

/** The parts of one dimension that do not depend on weights. */
export type Part = { similarity: number; lift: number; confidence: number; standard_error: number };
export type Parts = Readonly<Partial<Record<Measure, Part>>>;

export const LABELS = ["high", "medium", "low"] as const;
export type Label = (typeof LABELS)[number];
const HIGH = 0.75;
const MEDIUM = 0.45;

export const labelOf = (confidence: number): Label =>
  confidence >= HIGH ? "high" : confidence >= MEDIUM ? "medium" : "low";

/** Parts of 1; null when nothing has any weight. */
export function normal(weights: Weights): Weights | null {
  const total = MEASURES.reduce((sum, name) => sum + weights[name], 0);
  if (total <= 0) return null;
  const [country, age, gender, device] = MEASURES.map((name) => weights[name] / total) as [
    number,
    number,
    number,
    number,
  ];
  return { country, age, gender, device };
}

export const sameWeights = (a: Weights, b: Weights): boolean =>
  MEASURES.every((name) => Math.abs(a[name] - b[name]) < 1e-6);

export type Score = {
  score: number;
  /** The average creator's score against the same audience; null where it cannot be told from the parts. */
  average: number | null;
  confidence: number;
  label: Label;
  error: number;
};

const sum = (parts: Parts, weights: Weights, value: (part: Part, weight: number) => number): number =>
  MEASURES.reduce((total, name) => {
    const part = parts[name];
    return part ? total + value(part, weights[name]) : total;
  }, 0);

/**
 * Σ w·similarity; variances add up with w², as the dimensions are measured apart. `weights` sum to 1. The average creator's
 * similarity follows from lift = (s − b) / (1 − b).
 */
export function scoreOf(parts: Parts, weights: Weights): Score {
  const confidence = sum(parts, weights, (part, weight) => weight * part.confidence);
  const variance = sum(parts, weights, (part, weight) => (weight * part.standard_error) ** 2);
  const average = sum(parts, weights, (part, weight) => weight * averagePart(part));
  return {
    score: sum(parts, weights, (part, weight) => weight * part.similarity),
    average: Number.isNaN(average) ? null : average,
    confidence,
    label: labelOf(confidence),
    error: Math.sqrt(variance),
  };
}

/** NaN where the lift says nothing of the average: of a perfect fit, and below -1, where the server stops counting. */
const averagePart = ({ similarity, lift }: Part): number =>
  lift > 1 - 1e-9 || lift <= -1 ? Number.NaN : (similarity - lift) / (1 - lift);

/** 0.8234 -> 82 */
export const points = (share: number): number => Math.round(share * 100);

/** A range of less than half a point is still a range. */
export const errorPoints = (error: number): number => Math.max(1, points(error));
