import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Answer } from "@/api/testing";
import { followed } from "./model";
import { page, photo, showPhotos } from "./testing";

const A = "Fotoğraf, 20 Kasım 2026 13:00";
const a = photo("a", "2026-11-20T10:00:00Z");
const tile = () => screen.queryByRole("button", { name: A });
const click = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));
const marks = (calls: ReturnType<typeof showPhotos>) =>
  calls.filter(({ method }) => method === "PATCH").map(({ path, body }) => [path, body]);

test("an archived photo leaves the timeline and comes back by one tap", async () => {
  const answers: Record<string, Answer> = {
    "PATCH /api/vault/nodes/a": { body: { ...a, archived: true, rev: 2 } },
  };
  const calls = showPhotos(answers);
  await click("Seç");
  await click(A);
  await click("Arşivle");
  expect(await screen.findByText("Fotoğraf arşivlendi.")).toBeInTheDocument();
  expect(tile()).toBeNull();
  await waitFor(() => expect(marks(calls)).toHaveLength(1));
  answers["PATCH /api/vault/nodes/a"] = { body: { ...a, rev: 3 } };
  await click("Geri al");
  expect(await screen.findByText("Fotoğraf arşivden çıkarıldı.")).toBeInTheDocument();
  expect(tile()).toBeInTheDocument();
  expect(marks(calls)).toEqual([
    ["/api/vault/nodes/a", { archived: true }],
    ["/api/vault/nodes/a", { archived: false }],
  ]);
});

test("what the server does not archive stays where it was, and the person is told", async () => {
  showPhotos({ "PATCH /api/vault/nodes/a": { status: 503, body: { code: "unavailable" } } });
  await click(A);
  const viewer = within(await screen.findByRole("dialog", { name: /2026/ }));
  expect(viewer.getByText("1 / 4")).toBeInTheDocument();
  await userEvent.click(viewer.getByRole("button", { name: "Arşivle" }));
  expect(await viewer.findByText(/Hizmet şu an yanıt vermiyor/)).toBeInTheDocument();
  expect(await viewer.findByText(/ \/ 4$/)).toBeInTheDocument();
});

test("the archive is a place beside the albums, from which photos go back", async () => {
  const answers: Record<string, Answer> = {
    "GET /api/vault/nodes": page([{ ...a, archived: true }]),
    "PATCH /api/vault/nodes/a": { body: { ...a, rev: 3 } },
  };
  const calls = showPhotos(answers, "view=albums");
  await click("Arşiv");
  expect(await screen.findByRole("heading", { level: 1, name: "Arşiv" })).toBeInTheDocument();
  await click(A);
  const viewer = within(await screen.findByRole("dialog", { name: /2026/ }));
  answers["GET /api/vault/nodes"] = page([]);
  await userEvent.click(viewer.getByRole("button", { name: "Arşivden çıkar" }));
  expect(await screen.findByText("Arşiviniz boş")).toBeInTheDocument();
  expect(marks(calls)).toEqual([["/api/vault/nodes/a", { archived: false }]]);
});

test("a photo that another device has archived leaves the timeline, and comes back with its mark", () => {
  const pages = [{ items: [a], next_cursor: null }];
  const news = (archived: boolean, rev: number) => [{ node_id: "a", rev, node: { ...a, archived, rev } }];
  const without = followed(pages, news(true, 2));
  expect(without[0]?.items).toEqual([]);
  expect(followed(without, news(false, 3))[0]?.items.map(({ id }) => id)).toEqual(["a"]);
});
