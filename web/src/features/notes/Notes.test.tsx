import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { session } from "@/api";
import { type Answer, network, Page } from "@/api/testing";
import { Address } from "@/api/testingAddress";
import type { Node, NoteDocument } from "@/api/types";
import { ToastOutlet, useToast } from "@/components/Toast";
import { browserParts } from "@/lib/testingBrowser";
import { theDesk } from "./desk";
import { hasDrafts } from "./drafts";
import { Notes } from "./Notes";
import { useNotesView } from "./store";

const node = (id: string, change: Partial<Node> = {}): Node =>
  ({
    id,
    kind: "note",
    name: `${id} adı`,
    excerpt: `${id} metni`,
    rev: 1,
    favourite: false,
    modified_at: "2026-11-21T10:00:00Z",
    ...change,
  }) as Node;
const document = (id: string, text: string, change: Partial<Node> = {}): NoteDocument => ({
  node: node(id, change),
  title: `${id} adı`,
  text,
});
const path = (id: string) => `/api/vault/notes/${id}`;

const show = (answers: Record<string, Answer>, start = "") => {
  const all: Record<string, Answer> = Object.assign(answers, { "GET /api/auth/me": { body: { id: "u1" } } });
  all["GET /api/vault/notes"] ??= { body: { items: [node("a"), node("b")], next_cursor: null } };
  const calls = network(all);
  render(
    <Page>
      <Address start={start}>
        <Notes />
        <ToastOutlet />
      </Address>
    </Page>,
  );
  return calls;
};
const writes = (calls: ReturnType<typeof show>) => calls.filter(({ method }) => method !== "GET");
const text = () => screen.findByRole("textbox", { name: "Not metni" });
const click = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));

let online = true;
beforeEach(() => {
  online = true;
  vi.spyOn(navigator, "onLine", "get").mockImplementation(() => online);
  browserParts();
  useToast.setState({ toast: null });
  useNotesView.setState({ search: "", task: null });
  session.end(); // nothing of another test is left on the desk
  session.adopt({ token: "a", lifetime: 900_000, expiresAt: Date.now() + 900_000 });
});

test("notes show title, excerpt and when they were changed, and open", async () => {
  show({ [`GET ${path("a")}`]: { body: document("a", "Bütün metin") } });
  const row = await screen.findByRole("button", { name: /a adı/ });
  expect(row).toHaveTextContent("a metni");
  await userEvent.click(row);
  expect(await text()).toHaveValue("Bütün metin");
  expect(screen.getByText("Kaydedildi")).toBeInTheDocument();
});

test("what a note is called by is not said a second time below", async () => {
  const items = [
    node("a", { name: "Işık", excerpt: "Işık\nsabahları daha iyi" }),
    node("b", { name: "Tek satır", excerpt: "Tek satır" }),
    node("c", { name: "Plan", excerpt: "Planlama yarın" }),
    node("d", { name: "Boş", excerpt: "" }),
  ];
  show({ "GET /api/vault/notes": { body: { items, next_cursor: null } } });
  const rows = within(await screen.findByRole("list", { name: "Notlarınız" })).getAllByRole("button");
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^Işıksabahları daha iyi/),
    expect.stringMatching(/^Tek satırBaşka metin yok/),
    expect.stringMatching(/^PlanPlanlama yarın/),
    expect.stringMatching(/^BoşMetin yok/),
  ]);
});

test("a new note is made once it has words, under an id of this device, and then written to", async () => {
  const answers: Record<string, Answer> = {
    "POST /api/vault/notes": { status: 201, body: document("new", "Merhaba") },
  };
  const calls = show(answers);
  await click("Yeni not");
  const area = await text();
  expect(area).toHaveFocus();
  await userEvent.type(area, "Merhaba");
  await userEvent.tab();
  await waitFor(() => expect(screen.getByText("Kaydedildi")).toBeInTheDocument());
  expect(writes(calls)).toEqual([
    {
      method: "POST",
      path: "/api/vault/notes",
      body: { client_id: expect.any(String), title: "", text: "Merhaba" },
    },
  ]);
  expect(await text()).toBe(area); // the same field: nobody loses their place
  expect(hasDrafts(localStorage)).toBe(false);
});

test("offline the words stay on the device, are said to be there, and go out with the network", async () => {
  const calls = show(
    {
      [`GET ${path("a")}`]: { body: document("a", "") },
      [`PUT ${path("a")}`]: { body: document("a", "x", { rev: 2 }) },
    },
    "id=a",
  );
  online = false;
  window.dispatchEvent(new Event("offline"));
  await userEvent.type(await text(), "x");
  expect(await screen.findByText(/çevrimdışı/)).toBeInTheDocument();
  expect(screen.getByText(/bu cihazda duruyor/)).toBeInTheDocument();
  expect([hasDrafts(localStorage), writes(calls).length]).toEqual([true, 0]);
  online = true;
  window.dispatchEvent(new Event("online"));
  await screen.findByText("Kaydedildi");
  expect(writes(calls)[0]?.body).toEqual({ title: "a adı", text: "x" });
});

test("changed in two places: both versions are shown, and keeping both makes a copy", async () => {
  const answers: Record<string, Answer> = {
    [`GET ${path("a")}`]: { body: document("a", "eski") },
    [`PUT ${path("a")}`]: { status: 412, body: { code: "precondition_failed" } },
    "POST /api/vault/notes": { status: 201, body: document("copy", "benimki") },
  };
  const calls = show(answers, "id=a");
  const area = await text();
  await screen.findByDisplayValue("eski");
  answers[`GET ${path("a")}`] = { body: document("a", "onunki", { rev: 7 }) };
  await userEvent.clear(area);
  await userEvent.type(area, "benimki");
  await click("İki sürümü gör");
  const sheet = await screen.findByRole("dialog", { name: "Not iki yerde değişti" });
  await within(sheet).findByText("onunki");
  expect(within(sheet).getByText("benimki")).toBeInTheDocument();
  await click("İkisi de kalsın");
  await waitFor(() => expect(area).toHaveValue("onunki"));
  await waitFor(() =>
    expect(writes(calls).at(-1)?.body).toMatchObject({ title: "a adı (çakışan kopya)", text: "benimki" }),
  );
});

test("a note in the trash can be brought back", async () => {
  const calls = show(
    {
      [`GET ${path("a")}`]: { body: document("a", "x") },
      "DELETE /api/vault/nodes/a": { status: 204 },
      "POST /api/vault/nodes/a/restore": { body: node("a", { rev: 3 }) },
    },
    "id=a",
  );
  await text();
  await click("Not seçenekleri");
  await click("Çöp kutusuna taşı");
  await click("Geri al");
  await screen.findByText("Not geri alındı.");
  expect(writes(calls).map(({ method, path: to }) => `${method} ${to}`)).toEqual([
    "DELETE /api/vault/nodes/a",
    "POST /api/vault/nodes/a/restore",
  ]);
});

test("a star that meets another revision is taken with the one of now", async () => {
  const answers: Record<string, Answer> = {
    [`GET ${path("a")}`]: { body: document("a", "x") },
    "GET /api/vault/nodes/a": { body: node("a", { rev: 4 }) },
    "PATCH /api/vault/nodes/a": { status: 412, body: { code: "precondition_failed" } },
  };
  const calls = show(answers, "id=a");
  await text();
  await click("Not seçenekleri");
  await click("Favorilere ekle");
  await waitFor(() => expect(writes(calls)).toHaveLength(2));
  expect(screen.getByRole("alert")).toHaveTextContent(/değişmiş/);
});

test("an old version is read and gone back to", async () => {
  const old = {
    rev_id: "r1",
    size: 3,
    created_at: "2026-11-20T10:00:00Z",
    device_name: "iPhone",
    current: false,
  };
  const now = { ...old, rev_id: "r2", current: true };
  const answers: Record<string, Answer> = {
    [`GET ${path("a")}`]: { body: document("a", "yeni") },
    "GET /api/vault/nodes/a/revisions": { body: { items: [now, old], next_cursor: null } },
    [`GET ${path("a")}/revisions/r1`]: {
      body: { title: "a adı", text: "eski hâli", created_at: old.created_at },
    },
    "POST /api/vault/nodes/a/revisions/r1/restore": { body: node("a", { rev: 2 }) },
  };
  const calls = show(answers, "id=a");
  await text();
  await click("Not seçenekleri");
  await click("Geçmiş");
  await click(/20 Kasım 2026/);
  await screen.findByText("eski hâli");
  answers[`GET ${path("a")}`] = { body: document("a", "eski hâli", { rev: 2 }) };
  await click("Bu sürüme dön");
  await waitFor(async () => expect(await text()).toHaveValue("eski hâli"));
  expect(writes(calls).map(({ path: to }) => to)).toEqual(["/api/vault/nodes/a/revisions/r1/restore"]);
});

test("what is searched for is asked of the server, and nothing found is said", async () => {
  const answers: Record<string, Answer> = {};
  const calls = show(answers);
  await screen.findByRole("button", { name: /a adı/ });
  answers["GET /api/vault/notes"] = { body: { items: [], next_cursor: null } };
  await userEvent.click(screen.getByRole("searchbox", { name: "Notlarda ara" }));
  await userEvent.paste("yok"); // at once: a slow typist asks more than one question
  await screen.findByText("Eşleşen not yok");
  expect(calls.filter(({ path: to }) => to === "/api/vault/notes")).toHaveLength(2);
});

test("a search that has not come to its end yet is not said to have found nothing", async () => {
  const answers: Record<string, Answer> = {};
  show(answers);
  await screen.findByRole("button", { name: /a adı/ });
  answers["GET /api/vault/notes"] = { body: { items: [], next_cursor: "c2" } };
  await userEvent.type(screen.getByRole("searchbox", { name: "Notlarda ara" }), "eski");
  const more = await screen.findByRole("button", { name: "Daha fazla göster" });
  expect(screen.queryByText("Eşleşen not yok")).toBeNull();
  answers["GET /api/vault/notes"] = { body: { items: [node("z")], next_cursor: null } };
  await userEvent.click(more);
  expect(await screen.findByRole("button", { name: /z adı/ })).toBeInTheDocument();
});

test("the end of the session forgets what was not saved", async () => {
  online = false;
  show({ [`GET ${path("a")}`]: { body: document("a", "") } }, "id=a");
  await userEvent.type(await text(), "gizli");
  expect(hasDrafts(localStorage)).toBe(true);
  session.end();
  expect([hasDrafts(localStorage), theDesk().unsaved()]).toEqual([false, []]);
});
