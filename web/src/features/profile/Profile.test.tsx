import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { type Answer, network, Page } from "@/api/testing";
import { profile } from "@/api/testingLists";
import { ToastOutlet, useToast } from "@/components/Toast";
import { nearScreen } from "@/lib/testingBrowser";
import { Profile } from "./Profile";

const path = "/api/match/profile";
const show = (of: ReturnType<typeof profile>, answers: Record<string, Answer> = {}) => {
  const calls = network(
    Object.assign(answers, {
      [`GET ${path}`]: { body: of },
      "GET /api/auth/me": { body: { id: "u1", role: of.kind } },
      "GET /api/vault/media-kits/u1": { body: { items: [] } },
    }),
  );
  render(
    <Page>
      <Profile />
      <ToastOutlet />
    </Page>,
  );
  return calls;
};
const puts = (calls: ReturnType<typeof show>) => calls.filter(({ method }) => method === "PUT");
const save = () => userEvent.click(screen.getByRole("button", { name: "Kaydet" }));

beforeEach(() => {
  useToast.setState({ toast: null });
  nearScreen(false);
});

test("a company says who it is, and whether influencers see it", async () => {
  const calls = show(profile(), { [`PUT ${path}`]: { body: profile({ rev: 4, visible: true }) } });
  await userEvent.click(await screen.findByRole("switch", { name: /Influencer’lara görün/ }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Seyahat" }));
  await userEvent.click(screen.getByRole("button", { name: "Türkiye: kaldır" }));
  await save();
  await screen.findByText("Profiliniz kaydedildi.");
  expect(puts(calls)[0]?.body).toMatchObject({
    rev: 3,
    visible: true,
    categories: ["fashion", "travel"],
    countries: [],
  });
  expect(screen.queryByText("Medya kiti")).toBeNull();
});

test("what cannot be right is told and not sent", async () => {
  const calls = show(profile({ kind: "influencer" }));
  await userEvent.type(await screen.findByRole("textbox", { name: "E-posta" }), "deniz");
  await save();
  expect(screen.getByText("E-posta adresi eksik görünüyor.")).toBeInTheDocument();
  expect(screen.getByRole("textbox", { name: "E-posta" })).toHaveAttribute("aria-invalid", "true");
  expect(puts(calls)).toEqual([]);
  expect(screen.getByText("Medya kiti")).toBeInTheDocument();
  expect(screen.queryByRole("switch")).toBeNull();
});

test("another device's change is not overwritten unasked", async () => {
  const answers: Record<string, Answer> = { [`PUT ${path}`]: { status: 409, body: { code: "conflict" } } };
  const calls = show(profile(), answers);
  const name = await screen.findByRole("textbox", { name: "Şirket adı" });
  await userEvent.clear(name);
  await userEvent.type(name, "Gezer");
  await save();
  await screen.findByRole("heading", { name: "Profil başka bir yerde değişmiş" });
  expect(name).toHaveValue("Gezer");

  network({ [`GET ${path}`]: { body: profile({ rev: 9, bio: "Başka" }) } });
  await userEvent.click(screen.getByRole("button", { name: "Oradaki hâlini yükle" }));
  await waitFor(() => expect(name).toHaveValue("Gezer Atölye"));
  expect(puts(calls)).toHaveLength(1);
});

test("a change that arrives while one types is not overwritten by the next save", async () => {
  const answers: Record<string, Answer> = { [`PUT ${path}`]: { status: 409, body: { code: "conflict" } } };
  const calls = show(profile(), answers);
  await userEvent.type(await screen.findByRole("textbox", { name: "Şirket adı" }), " 2");
  answers[`GET ${path}`] = { body: profile({ rev: 4, bio: "Telefonda yazıldı" }) };
  const before = calls.length;
  window.dispatchEvent(new Event("visibilitychange")); // the tab is looked at again, so its data is renewed
  await waitFor(() => expect(calls.slice(before).some((call) => call.path === path)).toBe(true));
  await save();
  await screen.findByRole("heading", { name: "Profil başka bir yerde değişmiş" });
  expect(puts(calls)[0]?.body).toMatchObject({ rev: 3 });
});

test("one save after another is no conflict with oneself", async () => {
  const calls = show(profile(), { [`PUT ${path}`]: { body: profile({ rev: 4 }) } });
  await screen.findByRole("textbox", { name: "Şirket adı" });
  await save();
  await waitFor(() => expect(puts(calls)).toHaveLength(1));
  await screen.findByText("Profiliniz kaydedildi.");
  await save();
  await waitFor(() => expect(puts(calls)).toHaveLength(2));
  expect(puts(calls).map(({ body }) => (body as { rev: number }).rev)).toEqual([3, 4]);
});

test("one's own words win when they are told to", async () => {
  show(profile(), { [`PUT ${path}`]: { status: 409, body: { code: "conflict" } } });
  await screen.findByRole("textbox", { name: "Şirket adı" });
  await save();
  await screen.findByRole("button", { name: "Benim yazdıklarımı kaydet" });
  const calls = network({
    [`GET ${path}`]: { body: profile({ rev: 9 }) },
    [`PUT ${path}`]: { body: profile({ rev: 10 }) },
  });
  await userEvent.click(screen.getByRole("button", { name: "Benim yazdıklarımı kaydet" }));
  await waitFor(() => expect(puts(calls)[0]?.body).toMatchObject({ rev: 9, display_name: "Gezer Atölye" }));
});
