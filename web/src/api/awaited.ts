/** Routes of connect and match in the form of schema.d.ts, until docs/openapi.json describes them. */

type Json<Body> = { headers: { [name: string]: unknown }; content: { "application/json": Body } };
type Nothing = { headers: { [name: string]: unknown }; content?: never };
type Params = { query?: never; header?: never; path?: never; cookie?: never };
type Id = { query?: never; header?: never; path: { connection_id: string }; cookie?: never };
type Get<Body, Parameters = Params> = {
  parameters: Parameters;
  requestBody?: never;
  responses: { 200: Json<Body> };
};
type Send<Input, Status extends number, Body, Parameters = Params> = {
  parameters: Parameters;
  requestBody: { content: { "application/json": Input } };
  responses: { [status in Status]: Json<Body> };
};

type Provider = "ga4" | "youtube" | "instagram" | "tiktok";

type ProviderView = {
  provider: Provider;
  kind: "oauth" | "self_reported";
  audience_of: "company" | "influencer";
  configured: boolean;
  sandbox: boolean;
  scopes: string[];
};

type ConnectionView = {
  id: string;
  provider: Provider;
  status: "needs_property" | "active" | "needs_reauth" | "missing_scope";
  reason: string | null;
  name: string | null;
  handle: string | null;
  property_id: string | null;
  property_name: string | null;
  scopes: string[];
  share_with_brands: boolean;
  sandbox: boolean;
  connected_at: string;
  checked_at: string | null;
  next_pull_at: string | null;
  pulling: boolean;
  token_expires_at: string | null;
  stored: { snapshots: number; metrics: number; since: string | null; dimensions: string[] };
};

type PropertyView = { id: string; name: string; account_name: string };

type Bucket = { bucket: string; share: number; amount: number };

type DimensionView = {
  name: "age" | "gender" | "country" | "city" | "language" | "device";
  metric: string;
  state: "value" | "suppressed" | "unavailable";
  reason: string | null;
  unit: "people" | "views" | "share";
  buckets: Bucket[];
  known_n: number;
  unknown_n: number;
  other_n: number;
  minors_n: number;
  minors_share: number;
  sample_size: number;
  truncated: boolean;
  thresholded: boolean;
  sampling_rate: number;
  source: { provider: string; metric: string; provenance: "reported" | "self_reported" | "derived" };
  window: { start: string; end: string };
  fetched_at: string;
};

type AudienceView = {
  connection_id: string;
  provider: Provider;
  name: string | null;
  handle: string | null;
  property_name: string | null;
  status: ConnectionView["status"];
  checked_at: string | null;
  share_with_brands: boolean;
  provenance: "reported" | "self_reported";
  metrics: { metric: string; value: number; day: string }[];
  series: { metric: "followers" | "active_users"; points: { day: string; value: number }[] }[];
  dimensions: DimensionView[];
};

type FormShares = { [dimension: string]: { [bucket: string]: number } };
type TikTokForm = { handle: string; as_of: string; followers: number; dimensions: FormShares };

export interface AwaitedPaths {
  "/api/connect/providers": { get: Get<{ items: ProviderView[] }> };
  "/api/connect/{provider}/start": {
    post: Send<
      { next?: string },
      200,
      { authorization_url: string },
      { query?: never; header?: never; path: { provider: string }; cookie?: never }
    >;
  };
  "/api/connect/connections": { get: Get<{ items: ConnectionView[]; next_cursor: string | null }> };
  "/api/connect/connections/{connection_id}": {
    get: Get<ConnectionView, Id>;
    patch: Send<{ property_id?: string; share_with_brands?: boolean }, 200, ConnectionView, Id>;
    delete: { parameters: Id; requestBody?: never; responses: { 204: Nothing } };
  };
  "/api/connect/connections/{connection_id}/refresh": {
    post: { parameters: Id; requestBody?: never; responses: { 202: Json<ConnectionView> } };
  };
  "/api/connect/connections/{connection_id}/properties": {
    get: Get<{ items: PropertyView[]; next_cursor: string | null }, Id>;
  };
  "/api/connect/tiktok/audience": {
    post: Send<{ csv?: string; form?: TikTokForm }, 200, ConnectionView>;
  };
  "/api/connect/deletions/{code}": {
    get: Get<
      { code: string; state: "pending" | "done"; requested_at: string; completed_at: string | null },
      { query?: never; header?: never; path: { code: string }; cookie?: never }
    >;
  };
  "/api/match/audience": { get: Get<{ items: AudienceView[] }> };
}
