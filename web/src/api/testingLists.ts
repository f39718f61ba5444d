/** For tests: samples of what the API says of shortlists, saved searches, audiences and companies. */
import type { CompanyMatch, Entry, Profile, SavedSearch, WholeShortlist } from "./lists";
import type { NamedAudience } from "./types";

type Match = Entry["matches"][number];
type DimensionFit = Match["fit"]["age"];

export const dimensionFit = (weight: number, change: Partial<DimensionFit> = {}): DimensionFit => ({
  similarity: 0.9,
  overlap: 0.7,
  weight,
  contribution: weight * 0.9,
  lift: 0.4,
  confidence: 0.8,
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

export const match = (id: string, change: Partial<Match> = {}): Match => ({
  influencer: card({
    id,
    name: `${id} adı`,
    handle: `${id}.gezer`,
    platform: change.platform ?? "instagram",
    price: { from: 4000, to: 9000, currency: "TRY" },
  }),
  platform: "instagram",
  score: 0.82,
  average_score: 0.7,
  lift: 0.4,
  confidence: 0.8,
  confidence_label: "high",
  standard_error: 0.03,
  derived_by_us: false,
  fit: {
    age: dimensionFit(0.3),
    gender: dimensionFit(0.2),
    country: dimensionFit(0.4),
    device: dimensionFit(0.1, { creator_state: "missing" }),
  },
  other_platforms: [],
  ...change,
});

export const entry = (id: string, change: Partial<Entry> = {}): Entry => ({
  influencer_id: id,
  status: "new",
  notes: "",
  position: 0,
  added_at: "2026-11-20T10:00:00Z",
  matches: [match(id)],
  ...change,
});

export const shortlist = (change: Partial<WholeShortlist> = {}): WholeShortlist => ({
  id: "l1",
  name: "Bahar kampanyası",
  notes: "",
  rev: 1,
  size: change.items?.length ?? 1,
  created_at: "2026-11-20T10:00:00Z",
  updated_at: "2026-11-21T10:00:00Z",
  items: [entry("a")],
  overlaps: [],
  youtube_scores: "on",
  ...change,
});

export const savedSearch = (change: Partial<SavedSearch> = {}): SavedSearch => ({
  id: "s1",
  name: "İstanbul, moda",
  query: { filters: { categories: ["fashion"] }, sort: "score", limit: 20 } as SavedSearch["query"],
  digest: null,
  unseen: 0,
  created_at: "2026-11-20T10:00:00Z",
  ...change,
});

export const profile = (change: Partial<Profile> = {}): Profile => ({
  kind: "company",
  rev: 3,
  display_name: "Gezer Atölye",
  bio: "El yapımı çantalar.",
  categories: ["fashion"],
  countries: ["TR"],
  languages: ["tr"],
  city: "İzmir",
  links: [{ label: "Site", url: "https://gezer.example" }],
  contact_email: "",
  price: { from: 5000, to: 20_000, currency: "TRY" },
  visible: false,
  updated_at: "2026-11-20T10:00:00Z",
  ...change,
});

export const namedAudience = (change: Partial<NamedAudience> = {}): NamedAudience => ({
  id: "ga4:all",
  name: "Tüm ziyaretçiler",
  saved: false,
  is_default: true,
  definition: { kind: "ga4", users: "all" },
  dimensions: [
    {
      name: "gender",
      state: "reported",
      sample_size: 4200,
      buckets: [
        { bucket: "female", share: 0.6 },
        { bucket: "male", share: 0.4 },
      ],
    },
  ],
  updated_at: "2026-11-21T10:00:00Z",
  ...change,
});

export const company = (change: Partial<CompanyMatch> = {}): CompanyMatch => ({
  company: {
    id: "u1",
    name: "Gezer Atölye",
    bio: "El yapımı çantalar.",
    categories: ["fashion"],
    countries: ["TR"],
    languages: ["tr"],
    links: [{ label: "Site", url: "https://gezer.example" }],
    budget: { from: 5000, to: 20_000, currency: "TRY" },
  },
  scores: [
    {
      platform: "instagram",
      score: 0.82,
      confidence_label: "high",
      standard_error: 0.03,
      derived_by_us: false,
      fit: { age: 0.9, gender: 0.95, country: 0.8, device: 0.85 },
    },
  ],
  ...change,
});
