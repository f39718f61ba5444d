import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { networkError } from "@/api/problem";
import type { SessionState } from "@/api/session";
import { followConnection } from "./reconnect";

/** A page loaded without a connection: its one query has failed. */
async function offlinePage(token: () => Promise<string>, state: SessionState) {
  const listeners = new Set<() => void>();
  const session = {
    state,
    token,
    snapshot: () => session.state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (next: SessionState) => {
      session.state = next;
      for (const listener of listeners) listener();
    },
  };
  const ask = vi.fn(async (): Promise<string> => {
    throw networkError();
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  function List() {
    const query = useQuery({ queryKey: ["nodes"], queryFn: ask });
    return <p>{query.data ?? query.status}</p>;
  }
  render(
    <QueryClientProvider client={client}>
      <List />
    </QueryClientProvider>,
  );
  stop = followConnection(client, session);
  await waitFor(() => expect(screen.getByText("error")).toBeInTheDocument());
  ask.mockImplementation(async () => "files");
  return { session, ask };
}

let stop = () => {};
afterEach(() => stop());
const lost = { status: "active", reachable: false } as const;
const found = { status: "active", reachable: true } as const;

test("a failed query asks again when the connection is back and the session renewed", async () => {
  let renewed: (token: string) => void = () => {};
  const { ask } = await offlinePage(() => new Promise((resolve) => (renewed = resolve)), lost);
  window.dispatchEvent(new Event("online"));
  await Promise.resolve();
  expect(ask).toHaveBeenCalledTimes(1);
  renewed("t");
  expect(await screen.findByText("files")).toBeInTheDocument();
  expect(ask).toHaveBeenCalledTimes(2);
});

test("a session that comes back later brings the failed queries with it", async () => {
  const { session } = await offlinePage(() => Promise.reject(networkError()), lost);
  window.dispatchEvent(new Event("online"));
  session.set(found);
  expect(await screen.findByText("files")).toBeInTheDocument();
});

test("nothing is asked once it has stopped", async () => {
  const { session, ask } = await offlinePage(async () => "t", lost);
  stop();
  window.dispatchEvent(new Event("online"));
  session.set(found);
  await Promise.resolve();
  expect(ask).toHaveBeenCalledTimes(1);
});
