import { useQuery } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { beforeEach, expect, test } from "vitest";
import { type Answer, network, Page } from "@/api/testing";
import { folder, list, node } from "@/api/testingVault";
import { ALBUMS } from "@/api/vaultCache";
import { ToastOutlet, useToast } from "@/components/Toast";
import { pull } from "@/components/testingSwipe";
import { browserParts } from "@/lib/testingBrowser";
import { daysLeft } from "./model";
import { useQuestions } from "./store";
import { Trash } from "./Trash";

const gone = (name: string, make = node) =>
  make(name, { state: "trash", trashed_at: new Date(Date.now() - 2 * 86_400_000).toISOString() });
const rapor = gone("rapor.pdf");
const eski = gone("Eski", folder);

const LIST = "GET /api/vault/trash";
let albumsAsked = 0;

beforeEach(() => {
  albumsAsked = 0;
  browserParts();
  useQuestions.setState({ asked: null });
  useToast.setState({ toast: null });
});

/** As another screen that has asked for the albums before. */
function AlbumsAsked() {
  const { data } = useQuery({ queryKey: [...ALBUMS, "all"], queryFn: () => ++albumsAsked });
  return <p>Albümler: {data}</p>;
}

const show = (answers: Record<string, Answer> = {}) => {
  const usual = { body: list(rapor, eski) };
  const calls = network(LIST in answers ? answers : Object.assign(answers, { [LIST]: usual }));
  render(
    <PathnameContext value="/trash/">
      <Page>
        <Trash />
        <AlbumsAsked />
        <ToastOutlet />
      </Page>
    </PathnameContext>,
  );
  return () => calls.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
};
const click = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

test("what is there says how long it stays", async () => {
  show();
  const rows = within(await screen.findByRole("list", { name: "Çöp kutusundakiler" }));
  const [first, second] = rows.getAllByRole("listitem");
  expect(first).toHaveTextContent(/^rapor\.pdf2 KB · \d+ gün sonra silinir$/);
  expect(second).toHaveTextContent(/^EskiKlasör/);
});

test.each([
  [0, 30],
  [0.01, 30],
  [2.6, 27],
  [29.6, 0],
  [40, 0],
])("after %s days there are %s left", (days, left) => {
  const now = new Date("2026-11-22T10:00:00Z");
  const trashed_at = new Date(now.getTime() - days * 86_400_000).toISOString();
  expect(daysLeft({ trashed_at }, now)).toBe(left);
});

test("restored is restored at once, under the name the server found for it", async () => {
  const sent = show({
    "POST /api/vault/nodes/rapor.pdf/restore": { body: node("rapor.pdf", { name: "rapor (2).pdf" }) },
  });
  await click("rapor.pdf: geri yükle");
  expect(await screen.findByText("“rapor (2).pdf” geri yüklendi.")).toBeInTheDocument();
  expect(sent()).toEqual(["POST /api/vault/nodes/rapor.pdf/restore"]);
});

test("what cannot be restored is there again, and the reason is said", async () => {
  show({ "POST /api/vault/nodes/rapor.pdf/restore": { status: 503, body: { code: "unavailable" } } });
  await click("rapor.pdf: geri yükle");
  expect(await screen.findByText(/Hizmet şu an yanıt vermiyor/)).toBeInTheDocument();
  expect(await screen.findByRole("button", { name: "rapor.pdf: geri yükle" })).toBeInTheDocument();
});

test("nothing is deleted for good without being asked", async () => {
  const sent = show({ "DELETE /api/vault/nodes/Eski/purge": { status: 204 } });
  await click("Eski: kalıcı olarak sil");
  expect(screen.getByText(/onunla çöpe giden her şey silinir/)).toBeInTheDocument();
  await click("Vazgeç");
  expect(sent()).toEqual([]);
  await click("Eski: kalıcı olarak sil");
  await click("Kalıcı olarak sil");
  expect(await screen.findByText("“Eski” kalıcı olarak silindi.")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Eski: geri yükle" })).toBeNull();
});

test("a row that is pulled aside is restored by one tap, and never deleted without being asked", async () => {
  const sent = show({ "POST /api/vault/nodes/rapor.pdf/restore": { body: node("rapor.pdf") } });
  pull(await screen.findByText("Eski"), -120);
  await click("Kalıcı olarak sil");
  expect(screen.getByText(/onunla çöpe giden her şey silinir/)).toBeInTheDocument();
  await click("Vazgeç");
  pull(screen.getByText("rapor.pdf"), -120);
  await click("Geri yükle");
  expect(await screen.findByText("“rapor.pdf” geri yüklendi.")).toBeInTheDocument();
  expect(sent()).toEqual(["POST /api/vault/nodes/rapor.pdf/restore"]);
});

test("a page that has nothing is not the end of what is there", async () => {
  const pages = [{ ...list(), next_cursor: "next" }, list(rapor)];
  show({
    get [LIST]() {
      return { body: pages.shift() };
    },
  });
  await click("Daha fazla göster");
  expect(await screen.findByText("rapor.pdf")).toBeInTheDocument();
  expect(screen.queryByText("Çöp kutusu boş.")).toBeNull();
});

test("emptying goes on until nothing is left", async () => {
  let calls = 0;
  const answers = {
    get "DELETE /api/vault/trash"() {
      calls += 1;
      return { body: { more: calls < 3 } };
    },
  };
  const sent = show(answers);
  await click("Boşalt");
  answers[LIST as never] = { body: list() } as never;
  await click("Çöp kutusunu boşalt");
  await waitFor(() => expect(sent()).toHaveLength(3));
  expect(await screen.findByText("Çöp kutusu boş.")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Boşalt" })).toBeNull();
});

test.each([
  ["one is deleted", "rapor.pdf: kalıcı olarak sil", "Kalıcı olarak sil"],
  ["the trash is emptied", "Boşalt", "Çöp kutusunu boşalt"],
])("albums are counted anew once %s for good", async (_, ask, confirm) => {
  show({
    "DELETE /api/vault/nodes/rapor.pdf/purge": { status: 204 },
    "DELETE /api/vault/trash": { body: { more: false } },
  });
  await click(ask);
  expect(screen.getByText("Albümler: 1")).toBeInTheDocument();
  await click(confirm);
  expect(await screen.findByText("Albümler: 2")).toBeInTheDocument();
});

test("the keyboard goes on at the row that takes the place of the one that left, at last at the list", async () => {
  const answers: Record<string, Answer> = {
    "POST /api/vault/nodes/rapor.pdf/restore": { body: node("rapor.pdf") },
    "DELETE /api/vault/nodes/Eski/purge": { status: 204 },
  };
  show(answers);
  const next = await screen.findByRole("button", { name: "Eski: geri yükle" });
  answers["GET /api/vault/trash"] = { body: list(eski) };
  await click("rapor.pdf: geri yükle");
  await waitFor(() => expect(next).toHaveFocus());
  await click("Eski: kalıcı olarak sil");
  await click("Kalıcı olarak sil");
  expect(await screen.findByText("Çöp kutusu boş.")).toBeInTheDocument();
  await waitFor(() => expect(document.activeElement).toHaveTextContent(/^Çöp kutusu boş\./));
});
