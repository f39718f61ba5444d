import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { type Answer, network, Page } from "@/api/testing";
import { folder, node } from "@/api/testingVault";
import { ToastOutlet, useToast } from "@/components/Toast";
import { browserParts } from "@/lib/testingBrowser";
import { type Task, useTasks } from "./store";
import { TaskSheet } from "./TaskSheet";

const rapor = node("rapor.pdf", { rev: 3 });
const belgeler = folder("Belgeler");
const not = node("not", { kind: "note" });

beforeEach(() => {
  browserParts();
  useTasks.setState(useTasks.getInitialState());
  useToast.setState({ toast: null });
});

const open = (task: Task, ids: string[], answers: Record<string, Answer>) => {
  const calls = network(answers);
  render(
    <Page>
      <TaskSheet
        folder="root"
        known={[rapor, belgeler, not]}
        newVersion={({ name, rev }) => <p>{`Yeni sürüm: ${name} ${rev}`}</p>}
        zip={(wish) => <p>ZIP: {JSON.stringify(wish)}</p>}
        onGone={() => undefined}
      />
      <ToastOutlet />
    </Page>,
  );
  useTasks.getState().begin(task, ids);
  return () => calls.filter(({ method }) => method !== "GET");
};
const click = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));

const share = (change = {}) => ({
  id: "s1",
  node_id: "rapor.pdf",
  name: "rapor.pdf",
  kind: "file",
  token: "tok",
  expires_at: null,
  has_password: true,
  allow_download: false,
  created_at: "2026-11-22T10:00:00Z",
  opened: 0,
  ...change,
});

test("a link is made on the conditions that were chosen, and copied", async () => {
  const answers: Record<string, Answer> = {
    "GET /api/vault/shares": { body: { items: [], next_cursor: null } },
    "POST /api/vault/shares": { body: share() },
  };
  const sent = open("share", ["rapor.pdf"], answers);
  const user = userEvent.setup(); // with a clipboard
  await user.click(await screen.findByRole("switch", { name: /Parola iste/ }));
  const make = screen.getByRole("button", { name: "Bağlantı oluştur" });
  await user.type(screen.getByLabelText("Parola"), "kısa");
  expect(make).toBeDisabled();
  await user.type(screen.getByLabelText("Parola"), "değil artık");
  await user.click(screen.getByRole("switch", { name: /Yalnızca görüntüleme/ }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Geçerlilik" }), "Süresiz");
  answers["GET /api/vault/shares"] = { body: { items: [share()], next_cursor: null } };
  await user.click(make);
  expect(await screen.findByText("Bağlantı hazır ve kopyalandı.")).toBeInTheDocument();
  expect(sent()[0]?.body).toEqual({
    node_id: "rapor.pdf",
    allow_download: false,
    password: "kısadeğil artık",
  });
  const link = `${window.location.origin}/shared/?t=tok`;
  expect(await navigator.clipboard.readText()).toBe(link);
  const row = within(await screen.findByRole("list", { name: "Açık bağlantılar" }));
  expect(row.getByRole("textbox")).toHaveValue(link);
  expect(row.getByText("Süresiz · parolalı · yalnızca görüntüleme · henüz açılmadı")).toBeInTheDocument();
});

test("a link ends after the days that were chosen", async () => {
  const sent = open("share", ["rapor.pdf"], {
    "GET /api/vault/shares": { body: { items: [], next_cursor: null } },
    "POST /api/vault/shares": { body: share() },
  });
  await userEvent.selectOptions(await screen.findByRole("combobox", { name: "Geçerlilik" }), "30 gün");
  await click("Bağlantı oluştur");
  await waitFor(() => expect(sent()).toHaveLength(1));
  const body = sent()[0]?.body as { expires_at: string } | undefined;
  expect((Date.parse(body?.expires_at ?? "") - Date.now()) / 86_400_000).toBeCloseTo(30, 1);
});

test("a link is closed after a question, and gone from the list", async () => {
  open("share", ["rapor.pdf"], {
    "GET /api/vault/shares": { body: { items: [share()], next_cursor: null } },
    "DELETE /api/vault/shares/s1": { status: 204 },
  });
  await click("Bağlantıyı kapat: Süresiz");
  await click("Bağlantıyı kapat");
  expect(await screen.findByText("Bağlantı kapatıldı.")).toBeInTheDocument();
  expect(screen.queryByRole("list", { name: "Açık bağlantılar" })).toBeNull();
  // The keyboard stays in the sheet.
  await waitFor(() => expect(document.activeElement?.closest("dialog")).not.toBeNull());
});

const revision = (rev_id: string, current: boolean) => ({
  rev_id,
  size: 2048,
  sha256: null,
  mime: "application/pdf",
  created_at: "2026-11-20T10:00:00Z",
  device_name: "Telefon",
  current,
});

test("an earlier version can be the newest again, the present one not", async () => {
  const sent = open("versions", ["rapor.pdf"], {
    "GET /api/vault/nodes/rapor.pdf/revisions": {
      body: { items: [revision("r2", true), revision("r1", false)], next_cursor: null },
    },
    "POST /api/vault/nodes/rapor.pdf/revisions/r1/restore": { body: { ...rapor, rev: 4 } },
  });
  const rows = await screen.findAllByRole("listitem");
  expect(rows[0]).toHaveTextContent("Şimdiki sürüm · 2 KB · Telefon");
  expect(screen.getAllByRole("button", { name: /sürümüne dön/ })).toHaveLength(1);
  await click(/sürümüne dön/);
  expect(await screen.findByText("Seçtiğiniz sürüm yeni sürüm oldu.")).toBeInTheDocument();
  expect(sent().map(({ path }) => path)).toEqual(["/api/vault/nodes/rapor.pdf/revisions/r1/restore"]);
});

test("a file takes a new version, a note does not", async () => {
  const revisions = { body: { items: [revision("r1", true)], next_cursor: null } };
  open("versions", ["rapor.pdf"], {
    "GET /api/vault/nodes/rapor.pdf/revisions": revisions,
    "GET /api/vault/nodes/not/revisions": revisions,
  });
  expect(await screen.findByText("Yeni sürüm: rapor.pdf 3")).toBeInTheDocument();
  act(() => useTasks.getState().begin("versions", ["not"]));
  expect(await screen.findByText("Bu dosyanın tek sürümü var.")).toBeInTheDocument();
  expect(screen.queryByText(/^Yeni sürüm:/)).toBeNull();
});

test("a ZIP is of the folder, of what was chosen, or of the whole vault once that is really wanted", async () => {
  open("zip", ["Belgeler"], {});
  expect(await screen.findByText('ZIP: {"folder_id":"Belgeler"}')).toBeInTheDocument();
  act(() => useTasks.getState().begin("zip", ["rapor.pdf", "Belgeler"]));
  expect(await screen.findByText('ZIP: {"node_ids":["rapor.pdf","Belgeler"]}')).toBeInTheDocument();
  act(() => useTasks.getState().begin("vault"));
  await click("Tüm kasayı indir");
  expect(await screen.findByText(/her dosya, fotoğraf ve not/)).toBeInTheDocument();
  expect(screen.queryByText(/^ZIP:/)).toBeNull();
  await click("ZIP hazırla");
  expect(screen.getByText('ZIP: {"folder_id":"root"}')).toBeInTheDocument();
});
