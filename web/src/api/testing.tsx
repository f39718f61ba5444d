/** For tests of features: a network that answers by path, a page around a component, and samples of what the API says. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  AppRouterContext,
  type AppRouterInstance,
} from "next/dist/shared/lib/app-router-context.shared-runtime";
import type { ReactNode } from "react";
import { vi } from "vitest";
import type { Audience, Connection, Dimension } from "./types";

export type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };
export type Call = { method: string; path: string; body: unknown };

const SIGNED_IN: Answer = { body: { access_token: "a", token_type: "Bearer", expires_in: 900 } };

/** Answers are found by "METHOD path"; what was sent is recorded, but for the renewal of the session. */
export function network(answers: Record<string, Answer>): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const path = new URL(request.url).pathname;
    const renewal = path === "/api/auth/refresh";
    const text = await request.text();
    if (!renewal) calls.push({ method: request.method, path, body: text ? JSON.parse(text) : null });
    const missing: Answer = { status: 404, body: { code: "not_found" } };
    const {
      status = 200,
      body,
      headers,
    } = renewal ? SIGNED_IN : (answers[`${request.method} ${path}`] ?? missing);
    return new Response(status === 204 ? null : JSON.stringify(body), {
      status,
      headers: { "content-type": "application/json", ...headers },
    });
  });
  return calls;
}

const nowhere = {
  push: () => undefined,
  replace: () => undefined,
  prefetch: () => undefined,
} as unknown as AppRouterInstance;

export function Page({ children }: { children: ReactNode }) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return (
    <AppRouterContext value={nowhere}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </AppRouterContext>
  );
}

export const connection = (change: Partial<Connection> = {}): Connection => ({
  id: "c1",
  provider: "instagram",
  status: "active",
  reason: null,
  name: "Ayşe Gezer",
  handle: "ayse.gezer",
  property_id: null,
  property_name: null,
  scopes: [],
  share_with_brands: false,
  sandbox: false,
  connected_at: "2026-10-12T09:00:00Z",
  checked_at: "2026-11-21T10:00:00Z",
  next_pull_at: "2026-11-22T10:00:00Z",
  pulling: false,
  token_expires_at: null,
  stored: { snapshots: 9, metrics: 132, since: "2026-10-12T09:00:00Z", dimensions: ["age", "gender"] },
  ...change,
});

export const dimension = (change: Partial<Dimension> = {}): Dimension => ({
  name: "country",
  metric: "follower_demographics",
  state: "value",
  reason: null,
  unit: "people",
  buckets: [
    { bucket: "TR", share: 0.7, amount: 8400 },
    { bucket: "DE", share: 0.3, amount: 3600 },
  ],
  known_n: 12_000,
  unknown_n: 0,
  other_n: 0,
  minors_n: 0,
  minors_share: 0,
  sample_size: 12_000,
  truncated: false,
  thresholded: false,
  sampling_rate: 1,
  source: { provider: "instagram", metric: "follower_demographics", provenance: "reported" },
  window: { start: "2026-10-23", end: "2026-11-21" },
  fetched_at: "2026-11-21T10:00:00Z",
  ...change,
});

export const audience = (change: Partial<Audience> = {}): Audience => ({
  connection_id: "c1",
  provider: "instagram",
  name: "Ayşe Gezer",
  handle: "ayse.gezer",
  property_name: null,
  status: "active",
  checked_at: "2026-11-21T10:00:00Z",
  share_with_brands: false,
  provenance: "reported",
  metrics: [],
  series: [],
  dimensions: [dimension()],
  customers: [],
  ...change,
});
