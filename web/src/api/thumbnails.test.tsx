import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { type Answer, network } from "./testing";
import { node } from "./testingVault";
import { useThumbnail } from "./thumbnails";
import type { Node, Picture } from "./types";

const picture = (state: Picture["state"]): Picture => ({
  state,
  reason: null,
  width: null,
  height: null,
  thumbhash: null,
});
const THUMBNAILS = "POST /api/vault/thumbnails";
const made = (...ids: string[]): Answer => ({
  body: { items: ids.map((node_id) => ({ node_id, url: `/${node_id}.webp` })), expires_in: 600 },
});

function Small({ node: shown, size }: { node: Node; size: 512 | 1440 }) {
  return <p>{useThumbnail(shown, size, true) ?? "none"}</p>;
}

let client: QueryClient;

/** Each test has its own nodes, as those of all are asked for together. */
const show = (nodes: readonly Node[], answers: Record<string, Answer>, size: 512 | 1440 = 512) => {
  const calls = network(answers);
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const rows = (all: readonly Node[]) => (
    <QueryClientProvider client={client}>
      {all.map((one) => (
        <Small key={one.id} node={one} size={size} />
      ))}
    </QueryClientProvider>
  );
  const { rerender } = render(rows(nodes));
  const asked = () => calls.filter(({ path }) => path === "/api/vault/thumbnails");
  return { asked, say: (all: readonly Node[]) => rerender(rows(all)) };
};

/** No fake clock moves the streams that answers come over. */
const moment = globalThis.setTimeout;

/** So much time, and what is asked in it is answered. */
const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
    while (client.isFetching() > 0) {
      await new Promise((resolve) => moment(resolve, 1));
      await vi.advanceTimersByTimeAsync(1);
    }
    await vi.advanceTimersByTimeAsync(1); // what has come is told
  });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  return () => vi.useRealTimers();
});

test("pictures that are being made show themselves once they are there, asked for together", async () => {
  const answers = { [THUMBNAILS]: made() };
  const two = ["a1", "a2"].map((id) => node(id, { picture: picture("pending") }));
  const { asked } = show(two, answers);
  await pass(20);
  expect(asked().map(({ body }) => body)).toEqual([{ node_ids: ["a1", "a2"], size: 512 }]);
  answers[THUMBNAILS] = made("a1");
  await pass(2_000);
  expect(screen.getByText("/a1.webp")).toBeInTheDocument();
  expect(asked()).toHaveLength(2);
  answers[THUMBNAILS] = made("a1", "a2");
  await pass(4_000);
  expect(screen.getByText("/a2.webp")).toBeInTheDocument();
  expect(asked().at(-1)?.body).toEqual({ node_ids: ["a2"], size: 512 });
  await pass(120_000);
  expect(asked()).toHaveLength(3);
});

test("one that takes long is asked for less and less, and then no more", async () => {
  const { asked } = show([node("b1", { picture: picture("pending") })], { [THUMBNAILS]: made() });
  await pass(20);
  const counts: number[] = [];
  for (const wait of [2_000, 4_000, 8_000, 16_000, 60_000]) {
    await pass(wait - 200);
    counts.push(asked().length);
    await pass(200);
  }
  expect(counts).toEqual([1, 2, 3, 4, 5]);
  expect(asked()).toHaveLength(5);
});

test("while nobody looks at the page nothing is asked for", async () => {
  const { asked } = show([node("c1", { picture: picture("pending") })], { [THUMBNAILS]: made() });
  await pass(20);
  const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange"));
  await pass(60_000);
  expect(asked()).toHaveLength(1);
  hidden.mockReturnValue("visible");
  document.dispatchEvent(new Event("visibilitychange"));
  await pass(2_100);
  expect(asked()).toHaveLength(2);
});

test("a list that says first that it is there is believed at once; nothing is asked of what has no picture", async () => {
  const answers = { [THUMBNAILS]: made() };
  const waiting = node("d1", { picture: picture("pending") });
  const { asked, say } = show([waiting, node("d2"), node("d3", { picture: picture("failed") })], answers);
  await pass(20);
  expect(asked().map(({ body }) => body)).toEqual([{ node_ids: ["d1"], size: 512 }]);
  answers[THUMBNAILS] = made("d1");
  say([{ ...waiting, picture: picture("ready") }]);
  await pass(20);
  expect(screen.getByText("/d1.webp")).toBeInTheDocument();
});

test("one that is there, and whose address does not come, is asked for again: it is told so, or it is not answered", async () => {
  const answers: Record<string, Answer> = { [THUMBNAILS]: made() };
  const { asked } = show([node("e1", { picture: picture("ready") })], answers);
  await pass(20);
  answers[THUMBNAILS] = { status: 503, body: { code: "unavailable" } };
  await pass(2_000);
  answers[THUMBNAILS] = made("e1");
  await pass(3_800);
  expect(screen.getByText("none")).toBeInTheDocument();
  await pass(200);
  expect(screen.getByText("/e1.webp")).toBeInTheDocument();
  await pass(120_000);
  expect(asked()).toHaveLength(3);
});

test("the address of one that stays on the screen is renewed before it ends, however often that fails", async () => {
  const answers: Record<string, Answer> = { [THUMBNAILS]: made("f1") };
  const { asked } = show([node("f1", { picture: picture("ready") })], answers);
  await pass(20);
  await pass(560_000);
  expect(asked()).toHaveLength(1);
  answers[THUMBNAILS] = { status: 503, body: { code: "unavailable" } };
  await pass(120_000);
  expect(asked().length).toBeGreaterThanOrEqual(4);
  expect(screen.getByText("/f1.webp")).toBeInTheDocument();
  answers[THUMBNAILS] = { body: { items: [{ node_id: "f1", url: "/f1.webp?signed=2" }], expires_in: 600 } };
  await pass(30_000);
  expect(screen.getByText("/f1.webp?signed=2")).toBeInTheDocument();
});
