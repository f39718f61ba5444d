import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { network, Page } from "@/api/testing";
import { folder, list, node } from "@/api/testingVault";
import type { Node } from "@/api/types";
import { browserParts } from "@/lib/testingBrowser";
import { NodeDetail } from "./NodeDetail";

beforeEach(() => browserParts());
afterEach(() => vi.useRealTimers());

const URL_OF = "https://s/bytes";
const show = (shown: Node) => {
  const calls = network({
    "GET /api/vault/nodes": { body: list() },
    "POST /api/vault/thumbnails": { body: { items: [], expires_in: 600 } },
    [`GET /api/vault/nodes/${shown.id}/content`]: { body: { url: URL_OF, expires_in: 600 } },
  });
  const { container } = render(
    <Page>
      <NodeDetail node={shown} />
    </Page>,
  );
  const asked = () => calls.filter(({ path }) => path.endsWith("/content")).length;
  return { asked, player: () => container.querySelector("video, audio") };
};
const opens = () => screen.queryByRole("link", { name: "Aç" });

test.each([
  ["a picture", node("a.png", { mime: "image/png" })],
  ["a film", node("a.mp4", { mime: "video/mp4" })],
])("%s can be opened, in a place of its own", async (_, shown) => {
  show(shown);
  await waitFor(() => expect(opens()).toHaveAttribute("href", URL_OF));
  expect(opens()).toHaveAttribute("target", "_blank");
  expect(screen.getByRole("button", { name: "İndir" })).toBeEnabled();
});

test("the address of a link that stays on the screen is renewed before it ends", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { asked } = show(node("a.png", { mime: "image/png" }));
  await waitFor(() => expect(opens()).toHaveAttribute("href", URL_OF));
  expect(asked()).toBe(1);
  await vi.advanceTimersByTimeAsync(9 * 60_000);
  expect(asked()).toBe(1);
  await vi.advanceTimersByTimeAsync(55_000);
  expect(asked()).toBe(2);
});

test.each([
  ["a folder", folder("Belgeler")],
  ["what may run a script", node("a.pdf")],
  ["what no browser shows", node("a.zip", { mime: "application/zip" })],
])("%s is not opened, and no address of it is asked for", async (_, shown) => {
  const { asked, player } = show(shown);
  expect(await screen.findByText("Tür")).toBeInTheDocument();
  expect(opens()).toBeNull();
  expect(player()).toBeNull();
  expect(asked()).toBe(0);
});

test.each([
  ["film", "VIDEO", node("a.mov", { mime: "video/quicktime" })],
  ["sound", "AUDIO", node("a.mp3", { mime: "audio/mpeg" })],
])("%s is played in its place, of which only the beginning is loaded by itself", async (_, tag, shown) => {
  const { player } = show(shown);
  await waitFor(() => expect(player()).toHaveAttribute("src", URL_OF));
  expect(player()?.tagName).toBe(tag);
  expect(player()).toHaveAccessibleName(shown.name);
  expect(player()).toHaveAttribute("preload", "metadata");
  expect(player()).toHaveAttribute("controls");
});

test("what this browser cannot play says what else there is to do", async () => {
  const { player } = show(node("a.mov", { mime: "video/quicktime" }));
  await waitFor(() => expect(player()).toHaveAttribute("src", URL_OF));
  fireEvent.error(player() as Element);
  expect(await screen.findByText(/Bu tarayıcı bu dosyayı oynatamıyor/)).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "İndir" })).toBeEnabled();
});

test("an address that has ended is followed by another one, which goes on at the same second", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { asked, player } = show(node("a.mov", { mime: "video/quicktime" }));
  await waitFor(() => expect(player()).toHaveAttribute("src", URL_OF));
  const film = player() as HTMLVideoElement;
  const play = vi.spyOn(film, "play").mockResolvedValue();
  const paused = vi.spyOn(film, "paused", "get").mockReturnValue(false);
  film.currentTime = 42;
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(asked()).toBe(1); // by itself it would begin anew
  fireEvent.error(film);
  await waitFor(() => expect(asked()).toBe(2));
  film.currentTime = 0; // what a browser does with another address
  paused.mockReturnValue(true);
  fireEvent.loadedMetadata(film);
  expect(film.currentTime).toBe(42);
  expect(play).toHaveBeenCalledOnce();
});
