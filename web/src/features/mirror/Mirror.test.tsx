import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { type Answer, connection, network, Page } from "@/api/testing";
import { company } from "@/api/testingLists";
import { nearScreen } from "@/lib/testingBrowser";
import { Mirror } from "./Mirror";
import { useMirrorView } from "./store";

const found = (items: ReturnType<typeof company>[], next_cursor: string | null = null): Answer => ({
  body: { items, youtube_scores: "on", next_cursor },
});

const show = (companies: Answer, connections: ReturnType<typeof connection>[]) => {
  const calls = network({
    "GET /api/match/companies": companies,
    "GET /api/connect/connections": { body: { items: connections } },
    "GET /api/auth/me": { body: { id: "me", role: "influencer" } },
  });
  render(
    <Page>
      <Mirror />
    </Page>,
  );
  return calls;
};
const shared = (provider: "instagram" | "tiktok") =>
  connection({ id: provider, provider, share_with_brands: true });

beforeEach(() => {
  useMirrorView.setState({ platform: null });
  nearScreen(false);
});

test("a company is told by what it says of itself and by similarities", async () => {
  show(found([company()]), [shared("instagram")]);
  const card = await screen.findByRole("listitem", { name: "Gezer Atölye" });
  expect(card).toHaveTextContent("Moda · Türkiye · Türkçe");
  expect(card).toHaveTextContent("Bütçe: ₺5.000 – ₺20.000");
  expect(within(card).getByRole("img", { name: /Instagram: 100 üzerinden 82, ± 3/ })).toBeInTheDocument();
  const bars = within(card).getByRole("list", { name: /boyutlara göre benzerlik/ });
  expect(within(bars).getAllByRole("listitem")).toHaveLength(4);
});

test("one account of several can be looked at alone", async () => {
  const calls = show(found([company()]), [shared("instagram"), shared("tiktok")]);
  await userEvent.click(await screen.findByRole("radio", { name: "TikTok" }));
  expect(screen.getByRole("radio", { name: "TikTok" })).toBeChecked();
  await screen.findByRole("listitem", { name: "Gezer Atölye" });
  expect(calls.filter(({ path }) => path === "/api/match/companies")).toHaveLength(2);
});

test("after a cursor died, trying again begins the list anew", async () => {
  const answer = found([company()], "old");
  show(answer, [shared("instagram")]);
  const more = await screen.findByRole("button", { name: "Daha fazla göster" });
  Object.assign(answer, { status: 422, body: { code: "invalid_request" } });
  await userEvent.click(more);
  const retry = await screen.findByRole("button", { name: "Yeniden dene" });
  const other = company();
  Object.assign(answer, { status: 200 }, found([{ ...other, company: { ...other.company, name: "Yeni" } }]));
  await userEvent.click(retry);
  expect(await screen.findByRole("listitem", { name: "Yeni" })).toBeInTheDocument();
  expect(screen.queryByRole("listitem", { name: "Gezer Atölye" })).toBeNull();
});

test("who shares nothing is shown the way there, and sees that nobody sees them", async () => {
  show(found([]), [connection()]);
  expect(await screen.findByRole("link", { name: "Bağlantıları aç" })).toBeInTheDocument();
  expect(await screen.findByText("Şu an hiçbir hesabınız markalarla paylaşılmıyor.")).toBeInTheDocument();
});
