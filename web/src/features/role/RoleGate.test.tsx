import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { network, Page } from "@/api/testing";
import { forgetTabs, noteTabs } from "@/lib/tabs";
import { nearScreen } from "@/lib/testingBrowser";
import { RoleGate } from "./RoleGate";
import { usePutOff } from "./store";

const me = (role: string) => ({
  id: "u1",
  phone_masked: "+90 ••• 67",
  display_name: null,
  locale: "tr",
  role,
  created_at: "2026-11-21T10:00:00Z",
});
const show = (skippable = false) =>
  render(
    <Page>
      <RoleGate skippable={skippable}>
        <p>behind</p>
      </RoleGate>
    </Page>,
  );

beforeEach(() => {
  forgetTabs();
  usePutOff.setState({ later: false });
  nearScreen(false);
});

test("who has no role is asked, and one tap answers", async () => {
  const calls = network({
    "GET /api/auth/me": { body: me("none") },
    "PATCH /api/auth/me": { body: me("influencer") },
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: /İçerik üretiyorum/ }));
  expect(await screen.findByText("behind")).toBeInTheDocument();
  expect(calls.at(-1)).toEqual({ method: "PATCH", path: "/api/auth/me", body: { role: "influencer" } });
});

test("who has one is let through, at once where this device knows it", async () => {
  network({ "GET /api/auth/me": { body: me("company") } });
  noteTabs({ role: "company" });
  show();
  expect(screen.getByText("behind")).toBeInTheDocument();
});

test("the question can be put off where the page does without", async () => {
  network({ "GET /api/auth/me": { body: me("none") } });
  show(true);
  await userEvent.click(await screen.findByRole("button", { name: "Şimdilik geç" }));
  expect(screen.getByText("behind")).toBeInTheDocument();
});

test("nobody is locked out by an error", async () => {
  network({ "GET /api/auth/me": { status: 503, body: { code: "unavailable" } } });
  show();
  await waitFor(() => expect(screen.getByText("behind")).toBeInTheDocument());
});

test("a choice that fails says so and can be made again", async () => {
  network({
    "GET /api/auth/me": { body: me("none") },
    "PATCH /api/auth/me": { status: 503, body: { code: "unavailable" } },
  });
  show();
  await userEvent.click(await screen.findByRole("button", { name: /Şirketim var/ }));
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("yanıt vermiyor"));
  expect(screen.getByRole("button", { name: /Şirketim var/ })).toBeEnabled();
});
