import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { type Answer, network, Page } from "@/api/testing";
import { useMatching } from "@/lib/matching";
import { DEFAULT_WEIGHTS } from "@/lib/score";
import { Influencer } from "./Influencer";
import { account, creator, fitOf, part, scored } from "./testing";

const ONE = "/api/match/influencers/u1";
const me = (role: string): Answer => ({ body: { id: "me", phone: "+90", display_name: "Ekin", role } });

beforeEach(() => useMatching.setState({ audience: null, weights: DEFAULT_WEIGHTS }));

function show(answers: Record<string, Answer>, role = "company") {
  const calls = network({
    "GET /api/auth/me": me(role),
    [`GET ${ONE}`]: { body: creator() },
    [`GET ${ONE}/fit`]: { body: fitOf([scored()]) },
    [`GET ${ONE}/lookalikes`]: { body: { platform: "instagram", items: [], youtube_scores: "on" } },
    "GET /api/match/audiences": { body: { items: [], next_cursor: null } },
    "GET /api/vault/media-kits/u1": { body: { items: [] } },
    ...answers,
  });
  render(
    <Page>
      <Influencer
        id="u1"
        platform={null}
        actions={({ name }) => <button type="button">Ekle: {name}</button>}
      />
    </Page>,
  );
  return () => calls.map(({ path }) => path);
}

test("somebody who was made up is not taken for a real account", async () => {
  const made = creator();
  show({ [`GET ${ONE}`]: { body: { ...made, id: "0000dem0c00000000000000007" } } });
  expect(await screen.findByText("Deneme ortamı: gerçek hesap kullanılmıyor")).toBeTruthy();
});

const region = (name: string) => screen.findByRole("region", { name });

test("the score is explained by what it is made of", async () => {
  show({});
  const score = await region("Uyum puanı");
  expect(within(score).getByRole("img")).toHaveAccessibleName("Uyum puanı 100 üzerinden 90, artı eksi 1");
  expect(score).toHaveTextContent("Ortalama bir Instagram hesabından 10 puan yüksek.");
  const parts = within(await region("Neden bu puan?")).getAllByRole("listitem");
  expect(parts[0]).toHaveTextContent("Ülke%80 örtüşme · 36 / 40 puan");
  expect(parts[0]).toHaveTextContent("Kitlesinde sizinkinden çok: Türkiye (+10).");
  expect(screen.getByRole("button", { name: "Ekle: Ayşe Gezer" })).toBeInTheDocument();
});

test("both audiences stand in one table for whoever does not see the bars", async () => {
  show({});
  const table = await screen.findByRole("table", { name: "Ülke: Instagram kitlesi ve sizin kitleniz" });
  const headers = within(table).getAllByRole("columnheader");
  expect(headers.map((header) => header.textContent)).toEqual([
    "Ülke",
    "Influencer",
    "Sitenizin tüm ziyaretçileri",
    "Fark",
  ]);
  expect(within(table).getAllByRole("row")[1]).toHaveTextContent("Türkiye%70%60+10");
  expect(screen.getByText(/Influencer: 12\.000 kişilik örneklem · Veri tarihi: 21 Kas/)).toBeInTheDocument();
});

test("scores of several accounts stand side by side", async () => {
  const low = scored({
    platform: "youtube",
    derived_by_us: true,
    fit: { ...scored().fit, country: part({ similarity: 0.5 }) },
  });
  show({
    [`GET ${ONE}`]: { body: creator({ platforms: [account("instagram"), account("youtube")] }) },
    [`GET ${ONE}/fit`]: { body: fitOf([scored(), low]) },
  });
  expect(await screen.findByRole("radio", { name: "Instagram 90 puan" })).toBeChecked();
  await userEvent.click(screen.getByRole("radio", { name: "YouTube 74 puan" }));
  expect(await region("Uyum puanı")).toHaveTextContent("Bu puanı YouTube değil, Infofluencer hesapladı");
});

test("sliders of the list move this score too", async () => {
  const fit = { ...scored().fit, age: part({ similarity: 0.4 }) };
  useMatching.setState({ weights: { country: 0, age: 50, gender: 0, device: 0 } });
  show({ [`GET ${ONE}/fit`]: { body: fitOf([scored({ fit })]) } });
  const score = await region("Uyum puanı");
  expect(within(score).getByRole("img")).toHaveAccessibleName(/^Uyum puanı 100 üzerinden 40,/);
});

test("an account that is not scored is shown without a score, and why", async () => {
  show({
    [`GET ${ONE}`]: { body: creator({ platforms: [account("youtube")] }) },
    [`GET ${ONE}/fit`]: { body: fitOf([], { youtube_scores: "off" }) },
  });
  expect(await screen.findByText(/YouTube hesapları puanlanmıyor/)).toBeInTheDocument();
  expect(screen.queryByRole("region", { name: "Uyum puanı" })).not.toBeInTheDocument();
});

test("whoever shares nothing any more is gone", async () => {
  show({ [`GET ${ONE}`]: { status: 404, body: { code: "not_found" } } });
  expect(await screen.findByText("Bu influencer şu an kitlesini paylaşmıyor")).toBeInTheDocument();
});

test("an influencer sees the own page and asks for no match", async () => {
  const paths = show({}, "influencer");
  expect(await region("Sayılar")).toHaveTextContent("Takipçi");
  expect(paths().filter((path) => /fit|lookalikes/.test(path))).toEqual([]);
});

test("a check says where to look and shows its numbers, never a verdict", async () => {
  const checks = [
    {
      name: "engagement",
      state: "look_closer",
      value: 0.14,
      expected_low: 0.02,
      expected_high: 0.09,
      inputs: [{ metric: "likes", value: 4200, day: "2026-11-20" }],
    },
    {
      name: "reach",
      state: "too_little_data",
      value: null,
      expected_low: null,
      expected_high: null,
      inputs: [],
    },
  ];
  const seen = account("instagram");
  show({
    [`GET ${ONE}`]: {
      body: creator({ platforms: [{ ...seen, activity: { state: "look_closer", checks } as never }] }),
    },
  });
  const card = await region("Etkinlik kontrolü");
  expect(card).toHaveTextContent("Yakından bakmaya değer");
  expect(card).toHaveTextContent("Değer: %14Olağan aralık: %2 – %9");
  expect(card).toHaveTextContent("Beğeni: 4.200 (20 Kas)");
  expect(card).toHaveTextContent("Yeterli veri yok");
  expect(card).not.toHaveTextContent(/sahte|hile/i);
});

test("who is alike shares at most so many people", async () => {
  const alike = {
    influencer: { ...account("tiktok").card, id: "u2", name: "Mert Kaya" },
    platform: "tiktok",
    similarity: 0.97,
    overlap_at_most: { people: 9300, of_smaller: 0.11 },
  };
  show({
    [`GET ${ONE}/lookalikes`]: { body: { platform: "instagram", items: [alike], youtube_scores: "on" } },
  });
  const link = await screen.findByRole("link", { name: /Mert Kaya, TikTok/ });
  expect(link).toHaveAttribute("href", "/influencer/?id=u2&platform=tiktok");
  expect(link).toHaveTextContent(/En çok 9,3\sB ortak kişi; küçük kitlenin en çok %11 kadarı/);
});
