import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { folder, list, node } from "@/api/testingVault";
import { pull } from "@/components/testingSwipe";
import { type Lists, NODES, showFiles } from "./testing";

const belgeler = folder("Belgeler");
const faturalar = folder("Faturalar", { parent_id: "Belgeler" });
const rapor = node("rapor.pdf", { rev: 3 });
const kira = node("kira.pdf", { parent_id: "Belgeler", rev: 7 });

/** A small vault: two folders, a file in the root and one in a folder. */
const vault: Lists = (query) => {
  const parent = query.get("parent_id");
  if (query.get("kind") === "folder") return { body: list(belgeler, faturalar) };
  if (query.get("q") === "kira") return { body: list(kira) };
  if (query.get("q")) return { body: list() };
  return { body: parent === "Belgeler" ? list(faturalar, kira) : list(rapor, belgeler) };
};

const rows = async (name: string) =>
  within(await screen.findByRole("list", { name }))
    .getAllByRole("listitem")
    .map((row) => row.textContent);
const click = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));
const menuOf = (name: string) => click(`${name}: seçenekler`);

test("folders stand before the files, and a folder opens at its own address", async () => {
  const { went } = showFiles(vault);
  expect(await rows("Klasörler")).toEqual([expect.stringMatching(/^Belgeler/)]);
  expect(await rows("Dosyalar")).toEqual([expect.stringMatching(/^rapor\.pdf/)]);
  expect(screen.getByText("Yükle: root")).toBeInTheDocument();
  await click(/^Belgeler\d/);
  expect(went).toEqual(["/files/?folder=Belgeler"]);
});

test("the root has a menu of its own, for the vault as a whole", async () => {
  showFiles(vault);
  await click("Kasa seçenekleri");
  expect(await screen.findByRole("button", { name: "Tüm kasayı indir" })).toBeInTheDocument();
});

test("in a folder Back leads to the one above, uploads go into it, and its sections are those of the root", async () => {
  showFiles(vault, {}, "folder=Faturalar");
  expect(await screen.findByRole("heading", { level: 1, name: "Faturalar" })).toBeInTheDocument();
  const [back] = screen.getAllByRole("link", { name: "Belgeler" });
  expect(back).toHaveAttribute("href", "/files/?folder=Belgeler");
  expect(screen.getByRole("navigation", { name: "Klasör yolu" })).toHaveTextContent(
    "DosyalarBelgelerFaturalar",
  );
  expect(screen.getByText("Yükle: Faturalar")).toBeInTheDocument();
  expect(screen.queryByRole("navigation", { name: "Kasanız" })).toBeNull();
});

test("a folder that is gone says so and leads back", async () => {
  const gone: Lists = (query) =>
    query.get("kind") ? { body: list() } : { status: 404, body: { code: "not_found" } };
  showFiles(gone, {}, "folder=yok");
  await waitFor(() => expect(screen.queryByRole("searchbox")).toBeNull()); // nothing to search in either
  expect(screen.getByText("Bu klasör artık yok.")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Dosyalara dön" })).toHaveAttribute("href", "/files/");
});

test("a search goes through the whole vault and says where something stands", async () => {
  showFiles(vault);
  await userEvent.type(await screen.findByRole("searchbox"), "kira");
  expect(await rows("Bulunanlar")).toEqual([expect.stringMatching(/^kira\.pdf.*Belgeler$/)]);
  await userEvent.type(screen.getByRole("searchbox"), "x");
  expect(await screen.findByText(/“kirax” geçen/)).toBeInTheDocument();
});

test("what went wrong is said in words, with a way to try again", async () => {
  let down = true;
  const broken: Lists = (query) => (down ? { status: 503, body: { code: "unavailable" } } : vault(query));
  showFiles(broken);
  expect(await screen.findByRole("alert")).toHaveTextContent("Hizmet şu an yanıt vermiyor");
  down = false;
  await click("Yeniden dene");
  expect(await rows("Dosyalar")).toHaveLength(1);
});

test("to the trash and back: gone at once, undone by one tap", async () => {
  const { sent } = showFiles(vault, {
    [`DELETE ${NODES}/rapor.pdf`]: { status: 204 },
    [`POST ${NODES}/rapor.pdf/restore`]: { body: rapor },
  });
  await menuOf("rapor.pdf");
  await click("Çöp kutusuna taşı");
  await waitFor(() => expect(screen.queryByRole("button", { name: /^rapor/ })).toBeNull());
  await click("Geri al");
  expect(await screen.findByRole("button", { name: /^rapor\.pdf.* KB/ })).toBeInTheDocument();
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `DELETE ${NODES}/rapor.pdf`,
    `POST ${NODES}/rapor.pdf/restore`,
  ]);
});

test("a row that is pulled aside is a favourite or in the trash by one tap, and back by another", async () => {
  const { sent } = showFiles(vault, {
    [`PATCH ${NODES}/rapor.pdf`]: { body: { ...rapor, favourite: true, rev: 4 } },
    [`DELETE ${NODES}/rapor.pdf`]: { status: 204 },
    [`POST ${NODES}/rapor.pdf/restore`]: { body: rapor },
  });
  const row = () => screen.findByRole("button", { name: /^rapor\.pdf.* KB/ });
  pull(await row(), -120);
  await click("Favori");
  expect(await screen.findByRole("button", { name: /^rapor\.pdf.*Favori/ })).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole("button", { name: "Çöpe at" })).toBeNull());
  pull(await row(), -120);
  expect(await screen.findByRole("button", { name: "Favoriden çıkar" })).toBeInTheDocument();
  await click("Çöpe at");
  await waitFor(() => expect(screen.queryByRole("button", { name: /^rapor/ })).toBeNull());
  await click("Geri al");
  expect(await row()).toBeInTheDocument();
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `PATCH ${NODES}/rapor.pdf`,
    `DELETE ${NODES}/rapor.pdf`,
    `POST ${NODES}/rapor.pdf/restore`,
  ]);
});

test("what the server refuses comes back, with the reason", async () => {
  showFiles(vault, { [`DELETE ${NODES}/rapor.pdf`]: { status: 503, body: { code: "unavailable" } } });
  await menuOf("rapor.pdf");
  await click("Çöp kutusuna taşı");
  expect(await screen.findByText(/1 öğede olmadı\. Hizmet şu an/)).toBeInTheDocument();
  expect(await screen.findByRole("button", { name: /^rapor\.pdf.* KB/ })).toBeInTheDocument();
});

test("several move together, each on the revision that was shown, and back again", async () => {
  const moved = { ...rapor, parent_id: "Faturalar", rev: 4 };
  const { sent } = showFiles(vault, { [`PATCH ${NODES}/rapor.pdf`]: { body: moved } });
  await click("Seç");
  await userEvent.click(screen.getByRole("checkbox", { name: "rapor.pdf: seç" }));
  expect(screen.getByText("1 öğe seçildi")).toBeInTheDocument();
  await userEvent.click(within(screen.getByRole("toolbar")).getByRole("button", { name: "Taşı" }));
  const sheet = within(await screen.findByRole("dialog", { name: "1 öğeyi taşı" }));
  expect(await sheet.findByRole("button", { name: "Zaten bu klasörde" })).toBeDisabled();
  await userEvent.click(sheet.getByRole("button", { name: "Belgeler" }));
  await userEvent.click(sheet.getByRole("button", { name: "Faturalar" }));
  await userEvent.click(sheet.getByRole("button", { name: "Buraya taşı" }));
  expect(await screen.findByText("1 öğe “Faturalar” klasörüne taşındı.")).toBeInTheDocument();
  expect(screen.queryByRole("toolbar")).toBeNull();
  expect(screen.queryByRole("button", { name: /^rapor/ })).toBeNull();
  await click("Geri al");
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map(({ body, match }) => [body, match])).toEqual([
    [{ parent_id: "Faturalar" }, '"3"'],
    [{ parent_id: "root" }, '"4"'],
  ]);
});

test("the keyboard goes along into a selection, and out of it to a row that is still there", async () => {
  showFiles(vault, {
    [`PATCH ${NODES}/rapor.pdf`]: { body: { ...rapor, favourite: true, rev: 4 } },
    [`DELETE ${NODES}/rapor.pdf`]: { status: 204 },
  });
  await click("Seç");
  expect(screen.getByRole("button", { name: "Tümünü seç" })).toHaveFocus();
  const deed = async (name: string) => {
    await userEvent.click(screen.getByRole("checkbox", { name: "rapor.pdf: seç" }));
    await userEvent.click(within(screen.getByRole("toolbar")).getByRole("button", { name }));
  };
  await deed("Favori");
  await waitFor(() => expect(screen.getByRole("button", { name: /^rapor\.pdf.* KB/ })).toHaveFocus());
  await click("Seç");
  await deed("Çöpe at");
  await waitFor(() => expect(screen.getByRole("button", { name: /^Belgeler\d/ })).toHaveFocus());
});

test("a folder is no place for itself", async () => {
  showFiles(vault, {}, "folder=Belgeler");
  await screen.findByRole("list", { name: "Klasörler" });
  await click("Faturalar: seçenekler");
  await click("Taşı");
  const sheet = within(await screen.findByRole("dialog", { name: "1 öğeyi taşı" }));
  expect(await sheet.findByText("İçinde başka klasör yok.")).toBeInTheDocument();
});

test("a name that is taken is said where the new one is typed", async () => {
  const { sent } = showFiles(vault, {
    "POST /api/vault/folders": { status: 409, body: { code: "name_taken" } },
  });
  await click("Yeni klasör");
  await userEvent.type(await screen.findByRole("textbox", { name: "Klasörün adı" }), "Belgeler");
  await click("Klasör aç");
  expect(await screen.findByText(/Burada bu adda bir öğe var/)).toBeInTheDocument();
  expect(sent[0]?.body).toEqual({ name: "Belgeler", parent_id: "root" });
});

test("a name that was changed elsewhere meanwhile is not overwritten unasked", async () => {
  const elsewhere = { ...rapor, name: "rapor-son.pdf", rev: 9 };
  const answers = {
    [`PATCH ${NODES}/rapor.pdf`]: { status: 412, body: { code: "precondition_failed" } as unknown },
    [`GET ${NODES}/rapor.pdf`]: { body: elsewhere },
  };
  const { sent } = showFiles(vault, answers);
  await menuOf("rapor.pdf");
  await click("Yeniden adlandır");
  const box = await screen.findByRole("textbox", { name: "Yeni ad" });
  await userEvent.clear(box);
  await userEvent.type(box, "2026.pdf");
  await click("Kaydet");
  expect(await screen.findByText(/şimdiki adı “rapor-son\.pdf”/)).toBeInTheDocument();
  answers[`PATCH ${NODES}/rapor.pdf`] = { status: 200, body: { ...elsewhere, name: "2026.pdf", rev: 10 } };
  await click("Kaydet");
  await waitFor(() => expect(sent.map(({ match }) => match)).toEqual(['"3"', '"9"']));
  expect(await screen.findByRole("button", { name: /^2026\.pdf.* KB/ })).toBeInTheDocument();
});

test("what another device has made of a file is what its next version is built on", async () => {
  const now = { ...rapor, rev: 5, sha256: "y" };
  const newest = { rev_id: "r2", size: 2, sha256: "y", created_at: "2026-11-20T10:00:00Z", current: true };
  const answers = {
    [`GET ${NODES}/rapor.pdf/revisions`]: { body: { items: [newest], next_cursor: null } },
    [`GET ${NODES}/rapor.pdf`]: { body: now },
  };
  showFiles(vault, answers);
  await menuOf("rapor.pdf");
  await click("Sürüm geçmişi");
  expect(await screen.findByText("Yeni sürüm: rapor.pdf 5")).toBeInTheDocument();
});

test("a favourite is one although another device has renamed it meanwhile", async () => {
  const elsewhere = { ...rapor, name: "rapor-son.pdf", rev: 9 };
  let tries = 0;
  const answers = {
    [`GET ${NODES}/rapor.pdf`]: { body: elsewhere },
    get [`PATCH ${NODES}/rapor.pdf`]() {
      tries += 1;
      return tries === 1
        ? { status: 412, body: { code: "precondition_failed" } }
        : { body: { ...elsewhere, favourite: true, rev: 10 } };
    },
  };
  const { sent } = showFiles(vault, answers);
  await menuOf("rapor.pdf");
  await click("Favorilere ekle");
  await waitFor(() => expect(sent.map(({ match }) => match)).toEqual(['"3"', '"9"']));
  expect(await screen.findByRole("button", { name: /^rapor-son\.pdf.*Favori/ })).toBeInTheDocument();
});
