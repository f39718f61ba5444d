import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { session } from "@/api";
import { network, Page } from "@/api/testing";
import { ToastOutlet } from "@/components/Toast";
import { dialogs } from "@/lib/testingBrowser";
import { AccountGroup } from "./AccountGroup";

const WORDS = "kept/note/n/tab";
const click = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

beforeEach(() => {
  dialogs();
  session.adopt({ token: "a", lifetime: 900_000, expiresAt: Date.now() + 900_000 });
});

const show = () => {
  const calls = network({
    "POST /api/auth/logout": { status: 204 },
    "POST /api/auth/logout-all": { status: 204 },
  });
  render(
    <Page>
      <AccountGroup />
      <ToastOutlet />
    </Page>,
  );
  return calls;
};

test("with nothing to lose a sign-out asks nothing", async () => {
  const calls = show();
  await click("Çıkış yap");
  await waitFor(() => expect(session.snapshot().status).toBe("ended"));
  expect(calls.map(({ path }) => path)).toEqual(["/api/auth/logout"]);
});

test.each([
  ["Çıkış yap", "/api/auth/logout"],
  ["Tüm cihazlardan çıkış yap", "/api/auth/logout-all"],
])("%s: words that would be lost are asked about first", async (label, path) => {
  localStorage.setItem(WORDS, "{}");
  const calls = show();
  await click(label);
  if (path.endsWith("all"))
    await userEvent.click(screen.getAllByRole("button", { name: label }).at(-1) as HTMLElement);
  expect(await screen.findByText(/henüz buluta ulaşmadı/)).toBeInTheDocument();
  expect([calls, session.snapshot().status, localStorage.getItem(WORDS)]).toEqual([[], "active", "{}"]);
  await click("Yine de çıkış yap");
  await waitFor(() => expect(session.snapshot().status).toBe("ended"));
  expect([calls.map((call) => call.path), localStorage.getItem(WORDS)]).toEqual([[path], null]);
});
