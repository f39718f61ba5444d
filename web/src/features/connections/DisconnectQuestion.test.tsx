import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { connection, network, Page } from "@/api/testing";
import type { Connection } from "@/api/types";
import { DisconnectQuestion } from "./DisconnectQuestion";

const path = "/api/connect/connections/c1";
const ask = (change: Partial<Connection> = {}) => {
  const ended: string[] = [];
  render(
    <Page>
      <DisconnectQuestion connection={connection(change)} onDone={() => ended.push("done")} />
    </Page>,
  );
  return ended;
};
const listed = () => screen.getAllByRole("listitem").map((item) => item.textContent);

test("says exactly what goes, and where the grant is seen", () => {
  network({});
  ask({ share_with_brands: true });
  expect(listed()).toHaveLength(3);
  expect(listed()[1]).toContain("141 kayıt");
  const link = screen.getByRole("link", { name: /Instagram’daki izinleri gör/ });
  expect(link).toHaveAttribute("href", "https://www.instagram.com/accounts/manage_access/");
  expect(link).toHaveAttribute("rel", "noreferrer");
});

test("what was never shared is not said to be withdrawn", () => {
  network({});
  ask({ provider: "youtube" });
  expect(listed()).toHaveLength(2);
  expect(screen.getByRole("link", { name: /Google hesabınızdaki izinleri gör/ })).toHaveAttribute(
    "href",
    "https://myaccount.google.com/permissions",
  );
});

test("gone already counts as gone", async () => {
  const calls = network({ [`DELETE ${path}`]: { status: 404, body: { code: "not_found" } } });
  const ended = ask();
  await userEvent.click(screen.getByRole("button", { name: "Bağlantıyı kes" }));
  await waitFor(() => expect(ended).toEqual(["done"]));
  expect(calls).toEqual([{ method: "DELETE", path, body: null }]);
});

test("a failure is said and nothing is claimed", async () => {
  network({ [`DELETE ${path}`]: { status: 503, body: { code: "unavailable" } } });
  const ended = ask();
  await userEvent.click(screen.getByRole("button", { name: "Bağlantıyı kes" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Hizmet şu an yanıt vermiyor");
  expect(ended).toEqual([]);
});
