import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { SearchParamsContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { beforeEach, expect, test } from "vitest";
import { type Answer, network, Page } from "@/api/testing";
import { useMatching } from "@/lib/matching";
import { DEFAULT_WEIGHTS } from "@/lib/score";
import { dialogs, mediaQueries, nearScreen } from "@/lib/testingBrowser";
import { Match } from "./Match";
import { useSearch } from "./store";
import { match, page } from "./testing";

const near = match("Yakın", { country: 0.99, age: 0.6, gender: 0.8, device: 0.8 });
const young = match("Genç", { country: 0.6, age: 0.99, gender: 0.8, device: 0.8 });
const SEARCH = "POST /api/match/search";

beforeEach(() => {
  dialogs();
  useMatching.setState({ audience: null, weights: DEFAULT_WEIGHTS });
  useSearch.setState(useSearch.getInitialState());
  mediaQueries("reduced-motion");
  nearScreen(false);
});

function show(answer: Answer) {
  const calls = network({
    [SEARCH]: answer,
    "GET /api/match/audiences": { body: { items: [], next_cursor: null } },
  });
  render(
    <Page>
      <SearchParamsContext value={new URLSearchParams()}>
        <Match detail={() => null} />
      </SearchParamsContext>
    </Page>,
  );
  return () => calls.filter(({ path }) => path === "/api/match/search");
}

const rows = () =>
  within(screen.getByRole("list", { name: "Eşleşen influencer’lar" }))
    .getAllByRole("link")
    .map((link) => link.textContent);

test("each row says who, where, how well and how surely", async () => {
  show({ body: page([near, { ...young, derived_by_us: true, platform: "youtube" }]) });
  await screen.findByRole("link", { name: "Yakın, Instagram" });
  expect(screen.getByRole("link", { name: "Genç, YouTube" })).toHaveAttribute(
    "href",
    "/influencer/?id=Gen%C3%A7&platform=youtube",
  );
  expect(screen.getByText("Infofluencer hesaplaması")).toBeInTheDocument();
  expect(screen.getAllByText("Yüksek güven")).toHaveLength(2);
  expect(screen.getByRole("img", { name: "Uyum puanı 100 üzerinden 82, artı eksi 1" })).toBeInTheDocument();
  expect(screen.getByText("2 eşleşme")).toBeInTheDocument();
});

test("sliders move scores and rows at once, the server is asked once they rest", async () => {
  const searches = show({ body: page([near, young]) });
  await screen.findByRole("link", { name: "Yakın, Instagram" });
  expect(rows()).toEqual(["Yakın, Instagram", "Genç, Instagram"]);
  useMatching.setState({ weights: { country: 0, age: 100, gender: 0, device: 0 } });
  await waitFor(() => expect(rows()).toEqual(["Genç, Instagram", "Yakın, Instagram"]));
  expect(searches()).toHaveLength(1);
  await waitFor(() => expect(searches()).toHaveLength(2));
  expect(searches()[1]?.body).toMatchObject({ weights: { age: 1, country: 0 } });
});

test("a filter is a chip, and goes with it", async () => {
  useSearch.setState({ filters: { platforms: ["tiktok"] } });
  show({ body: page([]) });
  expect(await screen.findByText("Bu filtrelere uyan influencer yok")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Filtreler, 1 etkin" })).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name: "TikTok: filtreyi kaldır" }));
  expect(useSearch.getState().filters).toEqual({});
});

test("without an audience the way to one is shown", async () => {
  show({ status: 409, body: { code: "audience_missing" } });
  expect(await screen.findByRole("link", { name: "Google Analytics’i bağla" })).toHaveAttribute(
    "href",
    "/connections/",
  );
  expect(screen.getByRole("link", { name: "Kitle tanımla" })).toHaveAttribute("href", "/audiences/");
});

test("a refusal can be tried again", async () => {
  show({ status: 403, body: { code: "forbidden" } });
  expect(await screen.findByRole("alert")).toHaveTextContent("Bunun için yetkiniz yok.");
  expect(screen.getByRole("button", { name: "Yeniden dene" })).toBeInTheDocument();
});

test("after a cursor died, trying again begins the list anew", async () => {
  const answer: Answer = { body: page([near], { next_cursor: "old" }) };
  const searches = show(answer);
  const more = await screen.findByRole("button", { name: "Daha fazla göster" });
  Object.assign(answer, { status: 422, body: { code: "invalid_request" } });
  await userEvent.click(more);
  const retry = await screen.findByRole("button", { name: "Yeniden dene" });
  Object.assign(answer, { status: 200, body: page([young]) });
  await userEvent.click(retry);
  expect(await screen.findByRole("link", { name: "Genç, Instagram" })).toBeInTheDocument();
  expect(screen.queryByRole("link", { name: "Yakın, Instagram" })).toBeNull();
  expect(searches().map(({ body }) => (body as { cursor?: string }).cursor)).toEqual([
    undefined,
    "old",
    undefined,
  ]);
});

test("that YouTube is not scored is said", async () => {
  show({ body: page([near], { youtube_scores: "off" }) });
  expect(await screen.findByText(/YouTube hesapları puanlanmıyor/)).toBeInTheDocument();
});

async function openFilters() {
  show({ body: page([near]) });
  await userEvent.click(await screen.findByRole("button", { name: "Filtreler" }));
  return within(screen.getByRole("dialog"));
}

test("a condition that is chosen counts, added or not", async () => {
  const sheet = await openFilters();
  await userEvent.selectOptions(sheet.getByRole("combobox", { name: "En az pay" }), "50");
  await userEvent.click(sheet.getByRole("button", { name: /göster/i }));
  expect(useSearch.getState().filters).toEqual({
    audience: [{ dimension: "country", bucket: "TR", at_least: 50 }],
  });
});

test("a span that holds nothing is said, and cannot be shown", async () => {
  const sheet = await openFilters();
  await userEvent.type(sheet.getByRole("textbox", { name: "Takipçi, en az" }), "10");
  await userEvent.type(sheet.getByRole("textbox", { name: "Takipçi, en çok" }), "9");
  expect(sheet.getByText("“En az”, “en çok”tan büyük.")).toBeInTheDocument();
  expect(sheet.getByRole("button", { name: /göster/i })).toBeDisabled();
  await userEvent.type(sheet.getByRole("textbox", { name: "Takipçi, en çok" }), "9");
  expect(sheet.getByRole("button", { name: /göster/i })).toBeEnabled();
});
