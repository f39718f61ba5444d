import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import {
  AppRouterContext,
  type AppRouterInstance,
} from "next/dist/shared/lib/app-router-context.shared-runtime";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dialogs } from "@/lib/testingBrowser";
import { MAX_FILE_BYTES, newItem, type UploadItem } from "./model";
import { useUploads } from "./store";
import { UploadSheet } from "./UploadSheet";
import { UploadStatus } from "./UploadStatus";

let went: string[] = [];
const router = { push: (href: string) => void went.push(href) } as unknown as AppRouterInstance;

const item = (name: string, change: Partial<UploadItem>): UploadItem => ({
  ...newItem({
    clientId: name,
    file: new File(["0123456789"], name, { type: "image/jpeg" }),
    parentId: null,
  }),
  ...change,
});

const show = (...items: UploadItem[]) => {
  useUploads.setState({ items });
  return render(
    <AppRouterContext value={router}>
      <QueryClientProvider client={new QueryClient()}>
        <UploadStatus />
        <UploadSheet />
      </QueryClientProvider>
    </AppRouterContext>,
  );
};

/** With the sheet open. */
const open = async (...items: UploadItem[]) => {
  show(...items);
  await userEvent.click(screen.getByRole("button", { name: /öğe/ }));
  return within(screen.getByRole("dialog", { name: "Yüklemeler" }));
};

afterEach(() => void vi.restoreAllMocks());
beforeEach(() => {
  went = [];
  useUploads.setState({ items: [], held: null, open: false });
  dialogs();
});

test("nothing picked, nothing shown", () => {
  show();
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

test("the card says how much is on its way, and how many wait for the person", () => {
  show(item("a.jpg", { state: "uploading", sent: 5 }), item("b.jpg", { state: "missing" }));
  const card = screen.getByRole("button", { name: /1 öğe yedekleniyor/ });
  expect(card).toHaveTextContent("5 B / 10 B");
  expect(within(card).getByRole("progressbar")).toHaveAttribute("aria-valuenow", "50");
  expect(card).toHaveTextContent("1 öğe sizi bekliyor");
});

test("progress is a bar with a value, not only a colour", async () => {
  const sheet = await open(item("a.jpg", { state: "uploading", sent: 5 }));
  const bar = sheet.getByRole("progressbar", { name: "a.jpg yükleniyor" });
  expect(bar).toHaveAttribute("aria-valuenow", "50");
  expect(sheet.getByText(/Yükleniyor · 5 B \/ 10 B/)).toBeInTheDocument();
  expect(sheet.getByRole("button", { name: "a.jpg: yüklemekten vazgeç" })).toBeInTheDocument();
});

test("a failure says why and offers another try", async () => {
  const sheet = await open(item("a.jpg", { state: "failed", error: "quota_exceeded" }));
  expect(sheet.getByRole("alert")).toHaveTextContent("Alanınız yetmiyor");
  expect(sheet.getByRole("button", { name: "a.jpg: yeniden dene" })).toBeInTheDocument();
});

test("several failures are tried again with one tap", async () => {
  const sheet = await open(
    item("a.jpg", { state: "failed", error: "network" }),
    item("b.jpg", { state: "failed", error: "type_not_allowed" }),
  );
  expect(sheet.getByRole("button", { name: "Tümünü yeniden dene" })).toBeInTheDocument();
  expect(sheet.getByRole("button", { name: "b.jpg: yeniden dene" })).toBeInTheDocument();
});

test("a file that is too large offers none", async () => {
  const vast = { state: "failed", error: "file_too_large", size: MAX_FILE_BYTES + 1 } as const;
  const sheet = await open(item("a.jpg", vast));
  expect(sheet.getByRole("alert")).toHaveTextContent("50 GB");
  expect(sheet.queryByRole("button", { name: /yeniden dene/ })).not.toBeInTheDocument();
});

test("a file whose bytes are gone is asked for, with the reason", async () => {
  const sheet = await open(item("a.jpg", { state: "missing" }));
  expect(sheet.getByRole("region", { name: "Yeniden seçin" })).toHaveTextContent("tarayıcı onu saklayamadı");
  expect(sheet.getByRole("button", { name: "Yeniden seç" })).toBeInTheDocument();
  expect(sheet.getByRole("button", { name: "a.jpg: yeniden seç" })).toBeInTheDocument();
});

test("what storage has is not backed up before the server has looked", async () => {
  const sheet = await open(
    item("a.jpg", { state: "stored", sent: 10 }),
    item("b.jpg", { state: "verifying", sent: 10 }),
  );
  expect(sheet.queryByText("Yedeklendi")).not.toBeInTheDocument();
  expect(sheet.getAllByText(/Doğrulanıyor/)).toHaveLength(2);
});

test("content that is already there is said to be safe", async () => {
  const sheet = await open(item("a.jpg", { state: "duplicate", nodeId: "n1" }));
  expect(sheet.getAllByText("Zaten yedekte")).toHaveLength(2); // the group, and its row
  await userEvent.click(sheet.getByRole("button", { name: "a.jpg: göster" }));
  expect(went).toEqual(["/files/?id=n1"]);
  expect(useUploads.getState().open).toBe(false);
});

test("what was deleted before is asked about, each and all at once, and counted as waiting for the person", async () => {
  const sheet = await open(
    item("a.jpg", { state: "deleted" }),
    item("b.jpg", { state: "trashed" }),
    item("c.jpg", { state: "uploading", sent: 5 }),
  );
  expect(screen.getByRole("button", { name: /1 öğe yedekleniyor/ })).toHaveTextContent("2 öğe sizi bekliyor");
  const asked = within(sheet.getByRole("region", { name: "Daha önce sildikleriniz" }));
  expect(asked.getByText(/^Bunu silmiştiniz/)).toBeInTheDocument();
  expect(asked.getByText(/^Çöp kutusunda ·/)).toBeInTheDocument();
  expect(asked.getByRole("button", { name: "a.jpg: yine de yükle" })).toHaveTextContent("Yine de yükle");
  expect(asked.getByRole("button", { name: "b.jpg: yeniden yüklemekten vazgeç" })).toHaveTextContent(
    "Vazgeç",
  );
  expect(asked.getByRole("button", { name: "Hepsini yine de yükle" })).toBeInTheDocument();
  expect(sheet.queryByRole("region", { name: "Sizi bekleyenler" })).not.toBeInTheDocument();
});

test("of thousands only the first are rows, and the others are counted", async () => {
  const many = Array.from({ length: 1350 }, (_, index) => item(`${index}.jpg`, { state: "queued" }));
  const sheet = await open(...many);
  expect(sheet.getAllByText(/^\d+\.jpg$/)).toHaveLength(100);
  expect(sheet.getByText("ve 1.250 öğe daha")).toBeInTheDocument();
});

test("what a browser cannot do is said", async () => {
  const sheet = await open(item("a.jpg", { state: "queued" }));
  expect(sheet.getByText(/galerinizi kendiliğinden yedekleyemez/)).toBeInTheDocument();
});

test("an Apple phone says that it may hand over a converted photo, and nothing else does", async () => {
  const { unmount } = show(item("a.jpg", { state: "queued" }));
  await userEvent.click(screen.getByRole("button", { name: /öğe/ }));
  expect(screen.queryByText(/JPEG/)).not.toBeInTheDocument();
  unmount();
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)",
  );
  const sheet = await open(item("a.jpg", { state: "queued" }));
  expect(sheet.getByText(/JPEG’e çevrilmiş olabilir/)).toBeInTheDocument();
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

test("a row that has arrived while the keyboard was on it leaves the keyboard in the sheet", async () => {
  const [first, second] = [item("a.jpg", { state: "uploading" }), item("b.jpg", { state: "uploading" })];
  const sheet = await open(first, second);
  sheet.getByRole("button", { name: "a.jpg: yüklemekten vazgeç" }).focus();
  act(() => useUploads.setState({ items: [second] }));
  await waitFor(() => expect(document.activeElement).toHaveTextContent(/b\.jpg/));
  expect(screen.getByRole("dialog")).toContainElement(document.activeElement as HTMLElement);
});
