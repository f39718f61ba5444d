import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { newItem, type UploadItem } from "./model";
import { useUploads } from "./store";
import { UploadList } from "./UploadList";

const item = (name: string, change: Partial<UploadItem>): UploadItem => ({
  ...newItem(new File(["0123456789"], name, { type: "image/jpeg" }), name),
  ...change,
});

const show = (...items: UploadItem[]) => {
  useUploads.setState({ items });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <UploadList />
    </QueryClientProvider>,
  );
};

beforeEach(() => useUploads.setState({ items: [], held: null }));

test("nothing picked, nothing shown", () => {
  show();
  expect(screen.queryByText("Yüklemeler")).not.toBeInTheDocument();
});

test("progress is a bar with a value, not only a colour", () => {
  show(item("a.jpg", { state: "uploading", sent: 5 }));
  const bar = screen.getByRole("progressbar", { name: "a.jpg yükleniyor" });
  expect(bar).toHaveAttribute("aria-valuenow", "50");
  expect(screen.getByText(/Yükleniyor · 5 B \/ 10 B/)).toBeInTheDocument();
});

test("a failure says why and offers another try", () => {
  show(item("a.jpg", { state: "failed", error: "quota_exceeded" }));
  expect(screen.getByRole("alert")).toHaveTextContent("Alanınız yetmiyor");
  expect(screen.getByRole("button", { name: "a.jpg: yeniden dene" })).toBeInTheDocument();
});

test("a file that is too large offers none", () => {
  show(item("a.jpg", { state: "failed", error: "file_too_large" }));
  expect(screen.getByRole("alert")).toHaveTextContent("8 MB");
  expect(screen.queryByRole("button", { name: /yeniden dene/ })).not.toBeInTheDocument();
});

test("what storage has is not backed up before the server has looked", () => {
  show(item("a.jpg", { state: "stored", sent: 10 }), item("b.jpg", { state: "verifying", sent: 10 }));
  expect(screen.queryByText("Yedeklendi")).not.toBeInTheDocument();
  expect(screen.getAllByText(/Doğrulanıyor/)).toHaveLength(2);
});

test("content that is already there is said to be safe", () => {
  show(item("a.jpg", { state: "duplicate" }));
  expect(within(screen.getByRole("listitem")).getByText("Zaten yedekte")).toBeInTheDocument();
});

test("what the rules hold back says why, until when, and what lets it go", () => {
  const opensAt = Date.now() + 60_000;
  useUploads.setState({ held: { reason: "outside_hours", opensAt } });
  show(item("a.jpg", { state: "hashed" }));
  const clock = new Intl.DateTimeFormat("tr", { hour: "2-digit", minute: "2-digit" }).format(opensAt);
  expect(screen.getByRole("status")).toHaveTextContent(clock);
  expect(screen.getByRole("button", { name: "Şimdi yükle" })).toBeInTheDocument();
});

test("a network that the browser does not tell is left to the person", () => {
  useUploads.setState({ held: { reason: "unknown_network", opensAt: null } });
  show(item("a.jpg", { state: "hashed" }));
  expect(screen.getByRole("status")).toHaveTextContent("Wi-Fi’de olup olmadığını söylemiyor");
  expect(screen.getByRole("button", { name: "Wi-Fi’deyim, yükle" })).toBeInTheDocument();
});

test("nothing is held back once all is over", () => {
  useUploads.setState({ held: { reason: "mobile_data", opensAt: null } });
  show(item("a.jpg", { state: "failed", error: "network" }));
  expect(screen.queryByRole("status")).not.toBeInTheDocument();
});
