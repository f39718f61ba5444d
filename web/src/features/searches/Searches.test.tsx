import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { type Answer, network, Page } from "@/api/testing";
import { match, savedSearch } from "@/api/testingLists";
import { ToastOutlet } from "@/components/Toast";
import { dialogs, nearScreen } from "@/lib/testingBrowser";
import { SaveSearch } from "./SaveSearch";
import { Searches } from "./Searches";

const path = "/api/match/searches";
const { influencer, platform } = match("a");
const digest = {
  ran_at: "2026-11-21T04:00:00Z",
  new: [{ influencer, platform, score: 0.84 }],
  changed: [{ influencer: match("b").influencer, platform, before: 0.7, after: 0.76 }],
  gone: 1,
};
const show = (search: ReturnType<typeof savedSearch>, answers: Record<string, Answer> = {}) => {
  const calls = network({ [`GET ${path}`]: { body: { items: [search], next_cursor: null } }, ...answers });
  render(
    <Page>
      <Searches />
      <ToastOutlet />
    </Page>,
  );
  return calls;
};
const sent = (calls: ReturnType<typeof show>) =>
  calls.filter(({ method }) => method !== "GET").map(({ method, path: to, body }) => [method, to, body]);

beforeEach(() => {
  nearScreen(false);
  dialogs();
});

test("a digest tells who is new and whose score moved, and is marked as seen", async () => {
  const calls = show(savedSearch({ digest, unseen: 2 }), { [`POST ${path}/s1/seen`]: { status: 204 } });
  const card = await screen.findByRole("region", { name: "İstanbul, moda" });
  expect(card).toHaveTextContent("1 yeni, 1 değişen, 1 artık sonuçlarda yok");
  expect(within(card).getByRole("link", { name: "a adı" })).toBeInTheDocument();
  expect(within(card).getByText("puanı 70 iken 76 oldu")).toBeInTheDocument();
  await userEvent.click(within(card).getByRole("button", { name: "İstanbul, moda: görüldü say" }));
  await waitFor(() => expect(sent(calls)).toEqual([["POST", `${path}/s1/seen`, null]]));
  expect(within(card).queryByText("2 yenilik")).toBeNull();
});

test("a search that has not been looked at yet says when it will be", async () => {
  show(savedSearch());
  expect(await screen.findByText("İlk özet yarın hazır olur.")).toBeInTheDocument();
});

test("a search taken away by mistake is saved anew", async () => {
  const calls = show(savedSearch(), {
    [`DELETE ${path}/s1`]: { status: 204 },
    [`POST ${path}`]: { status: 201, body: savedSearch({ id: "s2" }) },
  });
  await userEvent.click(await screen.findByRole("button", { name: "İstanbul, moda: seçenekler" }));
  await userEvent.click(screen.getByRole("button", { name: "Sil" }));
  await userEvent.click(await screen.findByRole("button", { name: "Geri al" }));
  await waitFor(() => expect(sent(calls)).toHaveLength(2));
  const { query } = savedSearch();
  expect(sent(calls)[1]).toEqual([
    "POST",
    path,
    { name: "İstanbul, moda", query: { filters: query.filters, sort: "score" } },
  ]);
});

test("a search is saved under a name, without its page", async () => {
  const calls = network({ [`POST ${path}`]: { status: 201, body: savedSearch() } });
  render(
    <Page>
      <SaveSearch query={{ sort: "score", limit: 20 }} />
    </Page>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Aramayı kaydet" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Aramanın adı" }), " Bahar ");
  await userEvent.click(screen.getByRole("button", { name: "Kaydet" }));
  await waitFor(() =>
    expect(sent(calls)).toEqual([["POST", path, { name: "Bahar", query: { sort: "score" } }]]),
  );
});
