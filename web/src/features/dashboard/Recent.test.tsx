import { render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { network, Page } from "@/api/testing";
import { list, node } from "@/api/testingVault";
import type { Picture } from "@/api/types";
import { nearScreen } from "@/lib/testingBrowser";
import { RecentFiles, RecentPhotos } from "./Recent";

const picture: Picture = { state: "ready", width: 4000, height: 3000, thumbhash: null, reason: null };
const photos = [
  node("a.heic", { kind: "photo", mime: "image/heic", size: 9_000_000, picture }),
  node("b.jpg", { kind: "photo", mime: "image/jpeg", picture: { ...picture, state: "pending" } }),
];

beforeEach(() => nearScreen(true));

test("recent photos are shown by their small pictures, never by originals, and lead to the photo", async () => {
  const calls = network({
    "GET /api/vault/nodes": { body: list(...photos) },
    "POST /api/vault/thumbnails": {
      body: { items: [{ node_id: "a.heic", url: "https://s3.test/a.webp" }], expires_in: 600 },
    },
  });
  render(
    <Page>
      <RecentPhotos />
    </Page>,
  );
  const photo = await screen.findByRole("link", { name: "a.heic" });
  expect(photo).toHaveAttribute("href", "/photos/?id=a.heic");
  await waitFor(() => expect(photo.querySelector("img")).toHaveAttribute("src", "https://s3.test/a.webp"));
  expect(screen.getByRole("link", { name: "b.jpg" }).querySelector("img")).toBeNull();
  expect(calls.map(({ path, body }) => [path, body])).toEqual([
    ["/api/vault/nodes", null],
    ["/api/vault/thumbnails", { node_ids: ["a.heic", "b.jpg"], size: 512 }],
  ]);
});

test("archived photos are not among the recent ones", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== "/api/vault/nodes")
      return Response.json({ access_token: "a", expires_in: 900, items: [] });
    asked.push(`${searchParams.get("kind")} ${searchParams.get("archived")}`);
    return Response.json(list());
  });
  render(
    <Page>
      <RecentPhotos />
      <RecentFiles />
    </Page>,
  );
  await waitFor(() => expect(asked.toSorted()).toEqual(["file null", "photo false"]));
});

test("a recent file leads to its place among the files", async () => {
  network({ "GET /api/vault/nodes": { body: list(node("rapor.pdf")) } });
  render(
    <Page>
      <RecentFiles />
    </Page>,
  );
  expect(await screen.findByRole("link", { name: /rapor/ })).toHaveAttribute("href", "/files/?id=rapor.pdf");
});
