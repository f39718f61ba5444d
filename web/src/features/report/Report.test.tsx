import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { SearchParamsContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { beforeEach, expect, test, vi } from "vitest";
import { type Answer, network, Page } from "@/api/testing";
import { entry, shortlist } from "@/api/testingLists";
import { nearScreen } from "@/lib/testingBrowser";
import { Report } from "./Report";

const fitPath = (id: string) => `/api/match/influencers/${id}/fit`;
const fit: Answer = {
  body: {
    audience: { id: "ga4:all", name: "GA4" },
    weights: { country: 1, age: 0, gender: 0, device: 0 },
    items: [],
  },
};
const busy: Answer = { status: 503, body: { code: "unavailable" } };

/** How many of the calls that are counted ran at the same time at most. */
function peak(counted: (path: string) => boolean): () => number {
  const answer = globalThis.fetch;
  let [running, most] = [0, 0];
  vi.stubGlobal("fetch", async (request: Request) => {
    if (!counted(new URL(request.url).pathname)) return answer(request);
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 2));
    running -= 1;
    return answer(request);
  });
  return () => most;
}

function show(ids: readonly string[], answers: Record<string, Answer>) {
  network(
    Object.assign(answers, {
      "GET /api/match/shortlists/l1": { body: shortlist({ items: ids.map((id) => entry(id)) }) },
    }),
  );
  const most = peak((path) => path.endsWith("/fit"));
  render(
    <Page>
      <SearchParamsContext value={new URLSearchParams("id=l1")}>
        <Report />
      </SearchParamsContext>
    </Page>,
  );
  return most;
}

const all = (ids: readonly string[], answer: Answer): Record<string, Answer> =>
  Object.fromEntries(ids.map((id) => [`GET ${fitPath(id)}`, answer]));

beforeEach(() => {
  nearScreen(false);
});

test("a long list is asked for a few people at a time", async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `u${index}`);
  const most = show(ids, all(ids, fit));
  expect(await screen.findByRole("region", { name: "u19 adı" })).toBeInTheDocument();
  expect(most()).toBeGreaterThan(1);
  expect(most()).toBeLessThanOrEqual(6);
});

test("one answer that fails costs only the charts of its own block, and can be asked for again", async () => {
  const answers = { ...all(["a", "b"], fit), [`GET ${fitPath("b")}`]: busy };
  show(["a", "b"], answers);
  const block = await screen.findByRole("region", { name: "b adı" });
  expect(within(block).getByRole("table", { name: /Uyum nereden geliyor/ })).toBeInTheDocument();
  const first = screen.getByRole("region", { name: "a adı" });
  expect(within(first).queryByRole("button")).toBeNull();
  answers[`GET ${fitPath("b")}`] = fit;
  await userEvent.click(within(block).getByRole("button", { name: "Yeniden dene" }));
  expect(first).toBeInTheDocument();
  await waitFor(() =>
    expect(within(screen.getByRole("region", { name: "b adı" })).queryByRole("button")).toBeNull(),
  );
});
