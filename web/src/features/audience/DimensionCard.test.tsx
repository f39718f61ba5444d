import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { dimension } from "@/api/testing";
import type { Dimension } from "@/api/types";
import { DimensionCard } from "./DimensionCard";

const show = (shown: Dimension | undefined) =>
  render(
    <DimensionCard name={shown?.name ?? "country"} dimension={shown} provider="instagram" scale={0.7} />,
  );

test("the chart is a table with names, shares and counts", () => {
  show(dimension());
  const table = screen.getByRole("table", { name: "Instagram: Ülke" });
  expect(
    within(table)
      .getAllByRole("columnheader")
      .map((header) => header.textContent),
  ).toEqual(["Ülke", "Pay", "Kişi"]);
  const rows = within(table).getAllByRole("row").slice(1);
  expect(rows.map((row) => within(row).getByRole("rowheader").textContent)).toEqual(["Türkiye", "Almanya"]);
  expect(
    within(rows[0] as HTMLElement)
      .getAllByRole("cell")
      .map((cell) => cell.textContent),
  ).toEqual(["%70", "8.400"]);
  expect(screen.getByText(/12\.000 kişiye dayanıyor/)).toBeInTheDocument();
});

test("percentages alone claim no counts", () => {
  show(dimension({ unit: "share" }));
  expect(screen.getAllByRole("columnheader")).toHaveLength(2);
});

test("a long list opens on demand", async () => {
  const codes = ["TR", "DE", "AZ", "NL", "US", "GB", "FR", "BE", "AT"];
  show(dimension({ buckets: codes.map((bucket) => ({ bucket, share: 0.1, amount: 10 })) }));
  expect(screen.getAllByRole("rowheader")).toHaveLength(6);
  const more = screen.getByRole("button", { name: "Tümünü göster (9)" });
  expect(more).toHaveAttribute("aria-expanded", "false");
  await userEvent.click(more);
  expect(screen.getAllByRole("rowheader")).toHaveLength(9);
});

test("no absence looks like a zero", () => {
  show(dimension({ state: "suppressed", reason: "too_few", buckets: [] }));
  expect(screen.queryByRole("table")).not.toBeInTheDocument();
  expect(screen.getByText("Gösterilemiyor")).toBeInTheDocument();
  expect(screen.getByText(/100’den az takipçisi var/)).toBeInTheDocument();
});

test("an error is told apart from what is withheld", () => {
  show(dimension({ state: "unavailable", reason: "malformed", buckets: [] }));
  expect(screen.getByText("Alınamadı")).toBeInTheDocument();
});

test("what a source does not offer is said without alarm", () => {
  show(undefined);
  expect(screen.getByText("Bu kaynak bu bilgiyi vermiyor.")).toBeInTheDocument();
  expect(screen.queryByText("Alınamadı")).not.toBeInTheDocument();
});

test("numbers of the creator's own are marked", () => {
  const source = { provider: "tiktok", metric: "followers", provenance: "self_reported" } as const;
  show(dimension({ source }));
  expect(screen.getByText("Kendi beyanınız")).toBeInTheDocument();
});
