/** For tests: the screen of files at an address, over a network that answers by path. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import {
  AppRouterContext,
  type AppRouterInstance,
} from "next/dist/shared/lib/app-router-context.shared-runtime";
import {
  PathnameContext,
  SearchParamsContext,
} from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { vi } from "vitest";
import { type Answer, network } from "@/api/testing";
import { ToastOutlet, useToast } from "@/components/Toast";
import { browserParts } from "@/lib/testingBrowser";
import { Files } from "./Files";
import { useFilesView, useFilter, useSelection, useTasks } from "./store";

export const NODES = "/api/vault/nodes";

/** Answers to lists depend on what is asked for; all else is by path. */
export type Lists = (query: URLSearchParams) => Answer;

/** What was sent to change something, with the revision it was based on. */
export type Sent = { method: string; path: string; body: unknown; match: string | null };

export function showFiles(lists: Lists, answers: Record<string, Answer> = {}, address = "") {
  browserParts();
  useSelection.setState({ ids: null });
  useTasks.setState({ open: null });
  useFilter.setState({ q: "", favourites: false, type: null });
  useFilesView.setState({ sort: "newest", layout: "list" });
  useToast.setState({ toast: null });
  network(answers);
  const byPath = globalThis.fetch;
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method === "GET" && pathname === NODES) {
      const { status = 200, body } = lists(searchParams);
      return Response.json(body, { status });
    }
    if (request.method !== "GET" && pathname !== "/api/auth/refresh") {
      const text = await request.clone().text();
      const match = request.headers.get("if-match");
      sent.push({ method: request.method, path: pathname, body: text ? JSON.parse(text) : null, match });
    }
    return byPath(request);
  });
  const went: string[] = [];
  const router = {
    push: (href: string) => went.push(href),
    replace: (href: string) => went.push(href),
    prefetch: () => undefined,
  } as unknown as AppRouterInstance;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <AppRouterContext value={router}>
      <PathnameContext value="/files/">
        <SearchParamsContext value={new URLSearchParams(address)}>
          <QueryClientProvider client={client}>
            <Files
              uploadButton={(folder) => <p>Yükle: {folder}</p>}
              emptyAction={() => null}
              uploads={null}
              archives={null}
              newVersion={({ name, rev }) => <p>{`Yeni sürüm: ${name} ${rev}`}</p>}
              zip={(wish) => <p>ZIP: {JSON.stringify(wish)}</p>}
            />
            <ToastOutlet />
          </QueryClientProvider>
        </SearchParamsContext>
      </PathnameContext>
    </AppRouterContext>,
  );
  return { sent, went };
}
