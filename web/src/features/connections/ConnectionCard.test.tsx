import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { connection, network, Page } from "@/api/testing";
import type { Connection } from "@/api/types";
import { useToast } from "@/components/Toast";
import { ConnectionCard } from "./ConnectionCard";
import { useTasks } from "./store";

const show = (change: Partial<Connection> = {}) =>
  render(
    <Page>
      <ConnectionCard connection={connection(change)} slow={false} enter={null} />
    </Page>,
  );
const path = "/api/connect/connections/c1";

beforeEach(() => {
  useTasks.setState({ open: null });
  useToast.setState({ toast: null });
});

test("a healthy connection says so, and what is kept", () => {
  network({});
  show({ sandbox: true });
  expect(screen.getByRole("region", { name: "Instagram" })).toHaveTextContent("@ayse.gezer");
  expect(screen.getByRole("status")).toHaveTextContent("Bağlı");
  expect(screen.getByText(/Yaş, cinsiyet · 141 kayıt/)).toBeInTheDocument();
  expect(screen.getByText("Deneme ortamı: gerçek hesap kullanılmıyor")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Yeniden bağlan" })).not.toBeInTheDocument();
});

test("sharing is off at first, and turning it on asks before anything is sent", async () => {
  const calls = network({});
  show();
  const share = screen.getByRole("switch", { name: /Kitlemi markalarla paylaş/ });
  expect(share).toHaveAttribute("aria-checked", "false");
  await userEvent.click(share);
  expect(useTasks.getState().open).toEqual({ task: "share", id: "c1" });
  expect(calls).toEqual([]);
});

test("turning it off is done at once", async () => {
  const calls = network({ [`PATCH ${path}`]: { body: connection() } });
  show({ share_with_brands: true });
  await userEvent.click(screen.getByRole("switch"));
  await waitFor(() => expect(useToast.getState().toast?.text).toBe("Paylaşım kapatıldı."));
  expect(calls).toEqual([{ method: "PATCH", path, body: { share_with_brands: false } }]);
});

test("a company's own site is never offered to brands", () => {
  network({});
  show({ provider: "ga4", property_name: "ekin.com.tr" });
  expect(screen.queryByRole("switch")).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Mülkü değiştir" })).toBeInTheDocument();
});

test("where one property is closed to an account, another one can be chosen", () => {
  network({});
  show({ provider: "ga4", property_id: "properties/1", status: "needs_reauth", reason: "permission_denied" });
  expect(screen.getByRole("status")).toHaveTextContent("artık erişimi yok");
  expect(screen.getByRole("button", { name: "Mülkü değiştir" })).toBeInTheDocument();
});

test("a refresh that comes too early says when the next may be", async () => {
  network({
    [`POST ${path}/refresh`]: {
      status: 429,
      body: { code: "rate_limited" },
      headers: { "retry-after": "540" },
    },
  });
  show();
  await userEvent.click(screen.getByRole("button", { name: "Şimdi yenile" }));
  await waitFor(() => expect(useToast.getState().toast?.text).toContain("9 dakika sonra"));
});

test("a dead connection offers the way back and nothing that cannot work", () => {
  network({});
  show({ status: "needs_reauth", reason: "token_expired" });
  expect(screen.getByRole("status")).toHaveTextContent("Yeniden bağlanın");
  expect(screen.getByRole("button", { name: "Yeniden bağlan" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Şimdi yenile" })).not.toBeInTheDocument();
});

test("a missing property is chosen before anything else", async () => {
  network({});
  show({ provider: "ga4", status: "needs_property" });
  await userEvent.click(screen.getByRole("button", { name: "Mülk seç" }));
  expect(useTasks.getState().open).toEqual({ task: "property", id: "c1" });
});

test("typed numbers are deleted, not disconnected", () => {
  network({});
  show({ provider: "tiktok" });
  expect(screen.getByRole("status")).toHaveTextContent("Kendi beyanınız");
  expect(screen.getByRole("button", { name: "Verileri sil" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Bağlantıyı kes" })).not.toBeInTheDocument();
});
