import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { type Answer, network, Page } from "@/api/testing";
import type { Share } from "@/api/types";
import { ToastOutlet } from "@/components/Toast";
import { nearScreen } from "@/lib/testingBrowser";
import { MyShares } from "./MyShares";

const share = (id: string, change: Partial<Share> = {}): Share => ({
  id,
  node_id: `n-${id}`,
  name: `${id}.pdf`,
  kind: "file",
  token: `t-${id}`,
  expires_at: null,
  has_password: false,
  allow_download: true,
  created_at: "2026-01-20T10:00:00Z",
  opened: 0,
  ...change,
});
const LIST = "GET /api/vault/shares";
const page = (items: Share[], next_cursor: string | null = null): Answer => ({
  body: { items, next_cursor },
});

function show(answers: Record<string, Answer>) {
  nearScreen(false);
  const calls = network(answers);
  render(
    <Page>
      <MyShares />
      <ToastOutlet />
    </Page>,
  );
  return () => calls.filter(({ method }) => method === "DELETE").map(({ path }) => path);
}
const rows = async () =>
  within(await screen.findByRole("list", { name: "Açık bağlantılar" })).getAllByRole("listitem");
const click = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));

test("every link says of what it is, since and until when, how it is guarded and how often it was opened", async () => {
  const past = share("eski", { expires_at: "2026-02-01T10:00:00Z" });
  show({ [LIST]: page([share("rapor", { has_password: true, opened: 3 }), past]) });
  const [first, second] = await rows();
  expect(first).toHaveTextContent(/^rapor\.pdfSüresiz · parolalı · 20 Oca.* paylaşıldı · 3 kez açıldı$/);
  expect(second).toHaveTextContent(/süresi .*1 Şub.* tarihinde doldu · .* henüz açılmadı/);
});

test("a link is closed only after a question", async () => {
  const closed = show({
    [LIST]: page([share("rapor"), share("kira")]),
    "DELETE /api/vault/shares/rapor": { status: 204 },
  });
  await click("Bağlantıyı kapat: rapor.pdf, Süresiz");
  await click("Vazgeç");
  expect(screen.getByRole("button", { name: /^Bağlantıyı kapat: rapor/ })).toHaveFocus();
  expect(closed()).toEqual([]);
  await click("Bağlantıyı kapat: rapor.pdf, Süresiz");
  await click("Bağlantıyı kapat");
  await waitFor(async () => expect(await rows()).toHaveLength(1));
  expect(await screen.findByText("Bağlantı kapatıldı.")).toBeInTheDocument();
  expect(closed()).toEqual(["/api/vault/shares/rapor"]);
});

test("the keyboard goes on at the next link, and stays there when the last one is closed", async () => {
  show({
    [LIST]: page([share("rapor"), share("kira")]),
    "DELETE /api/vault/shares/rapor": { status: 204 },
    "DELETE /api/vault/shares/kira": { status: 204 },
  });
  await click(/^Bağlantıyı kapat: rapor/);
  await click("Bağlantıyı kapat");
  await waitFor(() => expect(document.activeElement?.closest("li")).toHaveTextContent("kira.pdf"));
  await click(/^Bağlantıyı kapat: kira/);
  await click("Bağlantıyı kapat");
  await waitFor(() => {
    expect(document.body).not.toHaveFocus();
    expect(document.activeElement).toHaveTextContent(/^Açık bağlantınız yok\./);
  });
});

test("one that cannot be closed stays, with the reason", async () => {
  show({
    [LIST]: page([share("rapor")]),
    "DELETE /api/vault/shares/rapor": { status: 503, body: { code: "unavailable" } },
  });
  await click(/^Bağlantıyı kapat: rapor/);
  await click("Bağlantıyı kapat");
  expect(await screen.findByRole("alert")).toHaveTextContent("Hizmet şu an yanıt vermiyor");
  expect(await rows()).toHaveLength(1);
});

test("more of them come page by page", async () => {
  const answers = { [LIST]: page([share("a")], "c1") };
  show(answers);
  expect(await rows()).toHaveLength(1);
  answers[LIST] = page([share("b")]);
  await click("Daha fazla göster");
  await waitFor(async () => expect(await rows()).toHaveLength(2));
  expect(screen.queryByRole("button", { name: "Daha fazla göster" })).toBeNull();
});

test("who shares nothing is told so, and how it is done", async () => {
  show({ [LIST]: page([]) });
  expect(await screen.findByText("Açık bağlantınız yok.")).toBeInTheDocument();
});

test("a list that does not come says so and is asked for again", async () => {
  const answers: Record<string, Answer> = { [LIST]: { status: 503, body: { code: "unavailable" } } };
  show(answers);
  expect(await screen.findByRole("alert")).toHaveTextContent("Hizmet şu an yanıt vermiyor");
  answers[LIST] = page([share("a")]);
  await click("Yeniden dene");
  expect(await rows()).toHaveLength(1);
});
