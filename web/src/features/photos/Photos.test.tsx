import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Answer } from "@/api/testing";
import { album, page, photo, showPhotos, three } from "./testing";

const writes = (calls: ReturnType<typeof showPhotos>) =>
  calls.filter(({ method, path }) => method !== "GET" && path !== "/api/vault/thumbnails");
const tile = (when: string | RegExp) => screen.findByRole("button", { name: when });
const A = "Fotoğraf, 20 Kasım 2026 13:00";
const B = "Fotoğraf, 10 Kasım 2026 13:00, favori";
const click = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));
const inViewer = () => screen.findByRole("dialog", { name: /2026/ });

test("photos stand by the month of the place where they were taken", async () => {
  showPhotos();
  const november = await screen.findByRole("region", { name: "Kasım 2026" });
  expect(within(november).getAllByRole("listitem")).toHaveLength(3);
  expect(within(screen.getByRole("region", { name: "Ekim 2026" })).getAllByRole("listitem")).toHaveLength(1);
});

test("what is empty offers to begin, and a choice of photos leaves no room for uploads", async () => {
  const answers = { "GET /api/vault/timeline": page([]) };
  showPhotos(answers);
  expect(await screen.findByRole("button", { name: "Fotoğraf yedekle" })).toBeInTheDocument();
  expect(screen.getByText("Yedekleniyor")).toBeInTheDocument();
  cleanup();
  showPhotos();
  await tile(A);
  expect(screen.queryByRole("button", { name: "Fotoğraf yedekle" })).toBeNull();
  await click("Yükle");
  await click("Seç");
  expect(screen.queryByRole("button", { name: "Yükle" })).toBeNull();
});

test("a page that is empty is not the end: what is behind it comes, and nothing is said to be missing", async () => {
  const answers: Record<string, Answer> = {
    "GET /api/vault/timeline": { body: { items: [], next_cursor: "c2" } },
  };
  const calls = showPhotos(answers);
  // One more call than for the first page: the list goes on by itself.
  await waitFor(() =>
    expect(calls.filter(({ path }) => path === "/api/vault/timeline").length).toBeGreaterThan(1),
  );
  expect(screen.queryByText("Henüz fotoğrafınız yok")).toBeNull();
  answers["GET /api/vault/timeline"] = page(three);
  expect(await tile(A)).toBeInTheDocument();
});

test("all pictures of the screen are asked for in one call, and only those that are ready", async () => {
  const pending = photo("e", "2026-11-01T10:00:00Z", {
    picture: { state: "pending", reason: null, width: null, height: null, thumbhash: null },
  });
  const own = [..."pqr"].map((id) => photo(id, "2026-11-02T10:00:00Z"));
  const calls = showPhotos({ "GET /api/vault/timeline": page([...own, pending]) });
  expect(await tile(/önizlemesi hazırlanıyor/)).toBeInTheDocument();
  const asked = () => calls.map(({ body }) => JSON.stringify(body)).filter((body) => /"[pqre]"/.test(body));
  await waitFor(() => expect(asked()).toEqual(['{"node_ids":["p","q","r"],"size":512}']));
});

test("one stop for the tab key; arrows walk on, over the end of a month", async () => {
  showPhotos();
  (await tile(A)).focus();
  await userEvent.keyboard("{End}");
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName(/1 Ekim 2026/));
  expect(
    screen.getAllByRole("button").filter((one) => one.id.startsWith("photo-") && one.tabIndex === 0),
  ).toHaveLength(1);
});

test("several photos go to the trash and come back", async () => {
  const calls = showPhotos({
    "DELETE /api/vault/nodes/a": { status: 204 },
    "DELETE /api/vault/nodes/b": { status: 204 },
    "POST /api/vault/nodes/a/restore": { body: photo("a", "2026-11-20T10:00:00Z", { rev: 3 }) },
    "POST /api/vault/nodes/b/restore": { body: photo("b", "2026-11-10T10:00:00Z", { rev: 3 }) },
  });
  await tile(A);
  await click("Seç");
  await click(A);
  await click(B);
  expect(screen.getByText("2 seçildi")).toBeInTheDocument();
  await click("Çöp kutusuna taşı");
  await screen.findByText("2 fotoğraf çöp kutusuna taşındı.");
  expect(screen.queryByRole("button", { name: A })).not.toBeInTheDocument();
  await waitFor(() => expect(document.activeElement?.id).toMatch(/^photo-/)); // the next one
  await click("Geri al");
  expect(await tile(A)).toBeInTheDocument();
  expect(writes(calls)).toHaveLength(4);
});

test("what cannot be moved stays and is counted", async () => {
  showPhotos({
    "DELETE /api/vault/nodes/a": { status: 204 },
    "DELETE /api/vault/nodes/b": { status: 409, body: { code: "conflict" } },
  });
  await tile(A);
  await click("Seç");
  await click("Kasım 2026: tümünü seç");
  await click(/01:30/); // not this one
  await click("Çöp kutusuna taşı");
  await screen.findByText(/1 tanesi taşınamadı/);
  expect(screen.getByRole("button", { name: B })).toBeInTheDocument();
});

test("the feed brings what other devices did, without asking for the list again", async () => {
  const answers: Record<string, Answer> = {
    "GET /api/vault/changes": {
      body: {
        items: [
          { node_id: "a", rev: 2, node: photo("a", "2026-11-20T10:00:00Z", { rev: 2, state: "trash" }) },
          { node_id: "n", rev: 1, node: photo("n", "2026-09-05T10:00:00Z") },
        ],
        next_cursor: "c1",
        has_more: false,
      },
    },
  };
  const calls = showPhotos(answers);
  await tile(B);
  window.dispatchEvent(new Event("focus"));
  expect(await screen.findByRole("region", { name: "Eylül 2026" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: A })).not.toBeInTheDocument();
  expect(calls.filter(({ path }) => path === "/api/vault/timeline")).toHaveLength(1);
});

test("the viewer leafs by arrow keys, tells of the photo, and goes on after the trash", async () => {
  const calls = showPhotos({
    "DELETE /api/vault/nodes/b": { status: 204 },
    "GET /api/vault/nodes/b/content": { body: { url: "https://s/b", expires_in: 600 } },
  });
  await userEvent.click(await tile(A));
  const viewer = await inViewer();
  expect(within(viewer).getByText("1 / 4")).toBeInTheDocument();
  within(viewer).getByRole("button", { name: "Kapat" }).focus(); // a browser puts it there itself
  await userEvent.keyboard("{ArrowRight}");
  expect(within(viewer).getByText("2 / 4")).toBeInTheDocument();
  await userEvent.click(within(viewer).getByRole("button", { name: "Bilgi" }));
  expect(await within(viewer).findByText("4000 × 3000")).toBeInTheDocument();
  expect(within(viewer).getByText("Fotoğrafın kendisi")).toBeInTheDocument();
  await waitFor(() =>
    expect(within(viewer).getByRole("link", { name: "Özgün dosyayı aç" })).toHaveAttribute(
      "href",
      "https://s/b",
    ),
  );
  await userEvent.click(within(viewer).getByRole("button", { name: "Çöp kutusuna taşı" }));
  await within(viewer).findByText("2 / 3");
  expect(within(viewer).getByRole("button", { name: "Geri al" })).toBeInTheDocument();
  expect(writes(calls)).toHaveLength(1);
});

test("photos are put into an album, and taken out of it without being deleted", async () => {
  const path = "/api/vault/albums/al/items";
  const answers: Record<string, Answer> = {
    [`PUT ${path}`]: { body: { ...album, rev: 5, count: 2 } },
    [`GET ${path}`]: page([photo("a", "2026-11-20T10:00:00Z")]),
    [`POST ${path}/remove`]: { body: { ...album, rev: 6, count: 1 } },
  };
  const calls = showPhotos(answers);
  await tile(A);
  await click("Seç");
  await click(A);
  await click("Albüme ekle");
  await click(/^Yaz/);
  await screen.findByText("“Yaz” albümüne eklendi.");
  await userEvent.click(screen.getByRole("link", { name: "Albümler" }));
  await click(/Yaz/);
  await tile(A);
  await click("Seç");
  await click(A);
  await click("Albümden çıkar");
  await screen.findByText("Fotoğraf albümden çıkarıldı.");
  expect(writes(calls)).toEqual([
    { method: "PUT", path, body: { node_ids: ["a"] } },
    { method: "POST", path: `${path}/remove`, body: { node_ids: ["a"] } },
  ]);
});

test("an album is deleted after a question that says what stays", async () => {
  const calls = showPhotos(
    { "DELETE /api/vault/albums/al": { status: 204 }, "GET /api/vault/albums/al/items": page([]) },
    "album=al",
  );
  await click("Albüm seçenekleri");
  await click("Albümü sil");
  expect(await screen.findByText(/fotoğraflar zaman çizelgenizde durur/)).toBeInTheDocument();
  await click("Albümü sil");
  await screen.findByText("“Yaz” silindi.");
  expect(writes(calls)).toEqual([{ method: "DELETE", path: "/api/vault/albums/al", body: null }]);
});

test.each(["", "album=al", "view=favourites", "view=archive"])(
  "where photos are chosen for a ZIP it is told about: at %o",
  async (address) => {
    showPhotos(
      { "GET /api/vault/nodes": page(three), "GET /api/vault/albums/al/items": page(three) },
      address,
    );
    expect(await screen.findByText("ZIP hazır")).toBeInTheDocument();
  },
);

test("favourites are a way beside the albums; one that is none any more leaves them", async () => {
  const starred = photo("b", "2026-11-10T10:00:00Z", { favourite: true });
  const answers: Record<string, Answer> = {
    "GET /api/vault/nodes": page([starred]),
    "PATCH /api/vault/nodes/b": { body: { ...starred, favourite: false, rev: 2 } },
  };
  showPhotos(answers, "view=albums");
  await click("Favoriler");
  expect(await screen.findByRole("heading", { level: 1, name: "Favoriler" })).toBeInTheDocument();
  await userEvent.click(await tile(B));
  answers["GET /api/vault/nodes"] = page([]);
  await userEvent.click(within(await inViewer()).getByRole("button", { name: "Favorilerden çıkar" }));
  expect(await screen.findByText("Henüz favoriniz yok")).toBeInTheDocument();
  expect(screen.queryByRole("dialog", { name: /2026/ })).toBeNull();
});
