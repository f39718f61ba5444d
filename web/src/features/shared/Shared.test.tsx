import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { SearchParamsContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { beforeEach, expect, test, vi } from "vitest";
import { type Answer, network, Page } from "@/api/testing";
import type { Shared as About } from "@/api/types";
import { ToastOutlet, useToast } from "@/components/Toast";
import { nearScreen } from "@/lib/testingBrowser";
import { addressOf, trailTo, waysTo } from "./model";
import { Shared } from "./Shared";
import { useVisit } from "./store";

const BASE = "/api/vault/shared/tok";
const about = (change: Partial<About> = {}): About => ({
  name: "Plan.pdf",
  kind: "file",
  size: 2048,
  mime: "application/pdf",
  node_id: "n1",
  needs_password: false,
  expires_at: null,
  allow_download: true,
  ...change,
});
const locked = about({ name: null, kind: null, size: null, mime: null, node_id: null, needs_password: true });

beforeEach(() => {
  nearScreen(false);
  useVisit.setState({ access: null, trail: [] });
  useToast.setState({ toast: null });
});

/** With the proof that goes along with each call. */
const show = (answers: Record<string, Answer>, address = "t=tok") => {
  network(answers);
  const byPath = globalThis.fetch;
  const proofs: (string | null)[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    proofs.push(request.headers.get("x-share-access"));
    expect(request.headers.get("authorization")).toBeNull();
    return byPath(request);
  });
  render(
    <SearchParamsContext value={new URLSearchParams(address)}>
      <Page>
        <Shared />
        <ToastOutlet />
      </Page>
    </SearchParamsContext>,
  );
  return proofs;
};

test("a file says what it is and can be opened and downloaded", async () => {
  show({ [`GET ${BASE}`]: { body: about({ name: "Plan.mp4", mime: "video/mp4" }) } });
  expect(await screen.findByRole("heading", { level: 1, name: "Plan.mp4" })).toBeInTheDocument();
  expect(screen.getByText("Video · 2 KB")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "İndir" })).toBeEnabled();
  expect(screen.getByRole("button", { name: "Aç" })).toBeEnabled();
});

test("what is never handed out to be looked at cannot be opened", async () => {
  show({ [`GET ${BASE}`]: { body: about() } });
  expect(await screen.findByRole("button", { name: "İndir" })).toBeEnabled();
  expect(screen.getByText("PDF belgesi · 2 KB")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Aç" })).toBeNull();
});

test("a link for looking only offers no download, and says so where nothing can be looked at", async () => {
  show({ [`GET ${BASE}`]: { body: about({ mime: "application/zip", allow_download: false }) } });
  expect(await screen.findByText(/tarayıcıda görüntülenemiyor/)).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "İndir" })).toBeNull();
});

test.each([
  ["an unknown", "t=tok"],
  ["an incomplete", ""],
])("%s link is told apart from nothing else", async (_, address) => {
  show({}, address);
  expect(await screen.findByRole("alert")).toHaveTextContent("Bu bağlantı artık geçerli değil.");
});

test("a password opens it, and its proof goes along from then on", async () => {
  const answers: Record<string, Answer> = {
    [`GET ${BASE}`]: { body: locked },
    [`POST ${BASE}/unlock`]: { status: 403, body: { code: "password_wrong" } },
  };
  const proofs = show(answers);
  const box = await screen.findByLabelText("Parola");
  await userEvent.type(box, "yanlış");
  await userEvent.click(screen.getByRole("button", { name: "Aç" }));
  expect(await screen.findByText("Parola doğru değil.")).toBeInTheDocument();
  answers[`POST ${BASE}/unlock`] = { body: { access: "proof", expires_in: 900 } };
  answers[`GET ${BASE}`] = { body: about() };
  await userEvent.click(screen.getByRole("button", { name: "Aç" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Plan.pdf" })).toBeInTheDocument();
  expect(proofs).toEqual([null, null, null, "proof"]);
});

test("after too many wrong passwords the page says how long to wait", async () => {
  show({
    [`GET ${BASE}`]: { body: locked },
    [`POST ${BASE}/unlock`]: {
      status: 429,
      body: { code: "rate_limited" },
      headers: { "retry-after": "600" },
    },
  });
  await userEvent.type(await screen.findByLabelText("Parola"), "yanlış");
  await userEvent.click(screen.getByRole("button", { name: "Aç" }));
  expect(await screen.findByText(/Çok fazla deneme yapıldı\. 10 dakika/)).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Aç" })).toBeDisabled();
});

test("a folder shows what is in it, and a proof that has run out asks for the password again", async () => {
  const item = (id: string, kind: "file" | "folder") => ({
    id,
    kind,
    name: id,
    size: 2048,
    mime: "image/png",
  });
  const answers: Record<string, Answer> = {
    [`GET ${BASE}`]: { body: about({ kind: "folder", name: "Tatil" }) },
    [`GET ${BASE}/nodes`]: {
      body: { items: [item("Kekova", "folder"), item("a.png", "file")], next_cursor: null },
    },
    [`GET ${BASE}/nodes/a.png/content`]: { status: 403, body: { code: "password_required" } },
  };
  useVisit.setState({ access: "old" });
  show(answers);
  const rows = await screen.findAllByRole("listitem");
  expect(rows.map(({ textContent }) => textContent)).toEqual(["KekovaKlasör", "a.png2 KB"]);
  answers[`GET ${BASE}`] = { body: locked };
  await userEvent.click(screen.getByRole("button", { name: "a.png: indir" }));
  await waitFor(() => expect(screen.getByLabelText("Parola")).toBeInTheDocument());
});

test("the way back is as far as it was walked", () => {
  const trail = [
    { id: "a", name: "A" },
    { id: "b", name: "B" },
  ];
  expect(trailTo(trail, "a")).toEqual([trail[0]]);
  expect(trailTo(trail, "elsewhere")).toEqual([]);
  expect(trailTo(trail, null)).toEqual([]);
  expect(addressOf("t&k", "a")).toBe("/shared/?t=t%26k&folder=a");
});

test("what browsers show can be opened; the rest only downloaded", () => {
  expect(waysTo("video/mp4", false)).toEqual({ open: true, download: false });
  expect(waysTo("application/zip", true)).toEqual({ open: false, download: true });
});
