/** For tests: a creator as the API answers one. */
import { dimension } from "@/api/testing";
import { card } from "@/api/testingLists";
import type { Creator, CreatorAccount, CreatorFit, CreatorScore, Platform } from "@/api/types";
import type { Part } from "./model";

export const bucket = (name: string, creatorShare: number, company: number): Part["buckets"][number] => ({
  bucket: name,
  creator: creatorShare,
  company,
  difference: creatorShare - company,
});

export const part = (change: Partial<Part> = {}): Part => ({
  similarity: 0.9,
  overlap: 0.8,
  weight: 0.25,
  contribution: 0.225,
  lift: 0.5,
  confidence: 0.9,
  standard_error: 0.02,
  creator_state: "reported",
  company_state: "reported",
  buckets: [bucket("TR", 0.7, 0.6), bucket("DE", 0.3, 0.4)],
  ...change,
});

export const scored = (change: Partial<CreatorScore> = {}): CreatorScore => ({
  platform: "instagram",
  score: 0.9,
  average_score: 0.8,
  lift: 0.5,
  confidence: 0.9,
  confidence_label: "high",
  standard_error: 0.02,
  derived_by_us: false,
  fit: {
    country: part(),
    age: part({ buckets: [bucket("18-24", 0.36, 0.3), bucket("25-34", 0.64, 0.7)] }),
    gender: part({ buckets: [bucket("female", 0.6, 0.5), bucket("male", 0.4, 0.5)] }),
    device: part({ buckets: [bucket("mobile", 0.8, 0.8), bucket("desktop", 0.2, 0.2)] }),
  },
  ...change,
});

export const fitOf = (items: CreatorScore[], change: Partial<CreatorFit> = {}): CreatorFit => ({
  audience: { id: "ga4:all", name: "GA4" },
  weights: { country: 0.4, age: 0.3, gender: 0.2, device: 0.1 },
  youtube_scores: "on",
  items,
  ...change,
});

export const account = (platform: Platform, change: Partial<CreatorAccount> = {}): CreatorAccount => ({
  card: card({ platform }),
  metrics: [],
  series: [],
  dimensions: [dimension()],
  activity: { state: "usual", checks: [] },
  provenance: "reported",
  checked_at: "2026-11-21T10:00:00Z",
  ...change,
});

export const creator = (change: Partial<Creator> = {}): Creator => ({
  id: "u1",
  display_name: "Ayşe Gezer",
  bio: "",
  categories: [],
  countries: [],
  languages: [],
  city: "",
  links: [],
  contact_email: "",
  price: null,
  platforms: [account("instagram")],
  ...change,
});
