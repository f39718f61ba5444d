import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { network } from "@/api/testing";
import type { Photo } from "@/api/types";
import { useAlbum, useAlbumPhotos } from "./albums";
import { follow, useTimeline } from "./queries";

afterEach(() => void vi.unstubAllGlobals());

const photo = (id: string, taken_at: string): Photo =>
  ({ id, kind: "photo", name: `${id}.jpg`, size: 1, rev: 1, state: "live", taken_at }) as Photo;
const [a, b, c] = [
  photo("a", "2026-03-01T00:00:00Z"),
  photo("b", "2026-02-01T00:00:00Z"),
  photo("c", "2026-01-01T00:00:00Z"),
];

/** A server with two pages, whose second waits to be let go; what is in its trash is in no list. */
function server() {
  const gone = new Set<string>();
  const held: (() => void)[] = [];
  network({
    "GET /api/vault/changes/latest": { body: { cursor: "c1" } },
    "GET /api/vault/changes": { body: { items: [], next_cursor: "c1", has_more: false } },
  });
  const others = globalThis.fetch;
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== "/api/vault/timeline") return others(request);
    const second = searchParams.has("cursor");
    const items = (second ? [c] : [a, b]).filter(({ id }) => !gone.has(id));
    if (second) await new Promise<void>((resolve) => held.push(resolve));
    return Response.json({ items, next_cursor: second ? null : "p2" });
  });
  return { gone, held };
}

test("what was removed while a page was on its way does not come back with it", async () => {
  const { gone, held } = server();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useTimeline(), { wrapper });
  const ids = () => result.current.photos?.map(({ id }) => id);
  await waitFor(() => expect(ids()).toEqual(["a", "b"]));
  act(() => result.current.loadMore());
  await waitFor(() => expect(held).toHaveLength(1));

  gone.add("b");
  act(() => follow(client, [{ node_id: "b", rev: 2, node: null }]));
  await waitFor(() => expect(ids()).toEqual(["a"]));
  held.shift()?.();
  await waitFor(() => expect(client.isFetching()).toBe(0));
  expect(ids()).toEqual(["a"]);

  act(() => result.current.loadMore());
  await waitFor(() => expect(held).toHaveLength(1));
  held.shift()?.();
  await waitFor(() => expect(ids()).toEqual(["a", "c"]));
});

test("an album is counted anew when reading it has taken out what was purged", async () => {
  let count = 2;
  network({
    get "GET /api/vault/albums/x"() {
      return { body: { id: "x", name: "Tatil", rev: 1, count, cover_node_id: null } };
    },
    get "GET /api/vault/albums/x/items"() {
      count = 1;
      return { body: { items: [a], next_cursor: null } };
    },
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const first = renderHook(() => useAlbum("x"), { wrapper });
  await waitFor(() => expect(first.result.current.data?.count).toBe(2));
  renderHook(() => useAlbumPhotos("x"), { wrapper });
  await waitFor(() => expect(first.result.current.data?.count).toBe(1));
});
