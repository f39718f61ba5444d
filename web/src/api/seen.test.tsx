import { QueryClient, QueryClientProvider, type QueryKey, useQuery } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SEEN_CACHE } from "@/lib/cacheNames";
import { claimDevice, forgetDeviceData } from "@/lib/deviceData";
import { makeRoom, readSeen, writeSeen } from "@/lib/seenStore";
import { cacheStorage } from "@/lib/testingCaches";
import { ApiError, networkError } from "./problem";
import { isFromDevice, isKept, keepSeen, seenBefore } from "./seen";

const DAY = 24 * 60 * 60_000;
const session = {
  snapshot: () => ({ status: "active", reachable: true }) as const,
  subscribe: () => () => true,
};
let stops: (() => void)[] = [];

beforeEach(() => vi.stubGlobal("caches", cacheStorage()));
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  vi.unstubAllGlobals();
});

const network = (online: boolean) => vi.spyOn(navigator, "onLine", "get").mockReturnValue(online);
const lost = async (): Promise<never> => {
  throw networkError();
};
const left = async () =>
  (await (await caches.open(SEEN_CACHE)).keys()).map(({ url }) => decodeURIComponent(url));

/** A page of somebody, or of nobody yet known: what it shows is the answer, or what was seen, or "error". */
function page(key: QueryKey, ask: () => Promise<unknown>, me?: string) {
  const queries = { retry: false, networkMode: "always", persister: seenBefore } as const;
  const client = new QueryClient({ defaultOptions: { queries } });
  if (me) client.setQueryData(["me"], { id: me });
  stops.push(keepSeen(client, session));
  function Shown() {
    const { data, status } = useQuery({ queryKey: key, queryFn: ask });
    return <p>{data === undefined ? status : JSON.stringify(data)}</p>;
  }
  const { unmount } = render(
    <QueryClientProvider client={client}>
      <Shown />
    </QueryClientProvider>,
  );
  return { client, unmount };
}

/** Somebody has seen an answer on this device, and closed the page. */
async function saw(me: string, key: QueryKey, answer: unknown): Promise<void> {
  claimDevice(me);
  const { unmount } = page(key, async () => answer, me);
  await screen.findByText(JSON.stringify(answer));
  await waitFor(async () => expect((await left()).join()).toContain(String(key[0])), { interval: 50 });
  unmount();
}

test("what was seen is there without a network, and counts as not answered", async () => {
  await saw("u1", ["summary"], { used: 1 });
  network(false);
  const { client } = page(["summary"], lost);
  expect(await screen.findByText('{"used":1}')).toBeInTheDocument();
  const query = client.getQueryCache().find({ queryKey: ["summary"] });
  expect(query && isFromDevice(query)).toBe(true);
  await waitFor(() => expect(query?.state.status).toBe("error"));

  await client.refetchQueries({ queryKey: ["summary"] }).catch(() => undefined);
  expect(screen.getByText('{"used":1}')).toBeInTheDocument();
  query?.setOptions({ queryKey: ["summary"], queryFn: async () => ({ used: 2 }) });
  await query?.fetch();
  expect(await screen.findByText('{"used":2}')).toBeInTheDocument();
  expect(query && isFromDevice(query)).toBe(false);
});

test("with a network the answer is waited for, and what was seen never flashes by", async () => {
  await saw("u1", ["summary"], { used: 1 });
  let answer: (value: unknown) => void = () => undefined;
  page(["summary"], () => new Promise((resolve) => (answer = resolve)));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(screen.getByText("pending")).toBeInTheDocument();
  answer({ used: 3 });
  expect(await screen.findByText('{"used":3}')).toBeInTheDocument();
});

test("a server that is slow is not waited for without end", async () => {
  await saw("u1", ["summary"], { used: 1 });
  page(["summary"], () => new Promise(() => undefined));
  expect(await screen.findByText('{"used":1}')).toBeInTheDocument();
});

test("of a long list no further page is asked for behind what was seen, and with a network it ends after the first", async () => {
  const pages = [1, 2].map((n) => ({ items: [n], next_cursor: `c${n}` }));
  const list = { pages, pageParams: [null, "c1"] };
  await saw("u1", ["nodes", {}], list);
  network(false);
  const { unmount } = page(["nodes", {}], lost);
  const [first, second] = pages;
  expect(
    await screen.findByText(JSON.stringify({ ...list, pages: [first, { ...second, next_cursor: null }] })),
  ).toBeInTheDocument();
  unmount();
  network(true);
  page(["nodes", {}], () => new Promise(() => undefined));
  const one = { pages: [{ ...first, next_cursor: null }], pageParams: [null] };
  expect(await screen.findByText(JSON.stringify(one))).toBeInTheDocument();
});

test("a note that is acknowledged after its editor has gone is kept as it was acknowledged", async () => {
  claimDevice("u1");
  const { client } = page(["summary"], async () => ({ used: 1 }), "u1");
  client.setQueryData(["note", "n1"], { text: "the last words" });
  await waitFor(async () => expect((await left()).join()).toContain("n1"));
});

test("a refusal is an answer", async () => {
  await saw("u1", ["summary"], { used: 1 });
  page(["summary"], async () => {
    throw new ApiError("forbidden", 403);
  });
  expect(await screen.findByText("error")).toBeInTheDocument();
});

test("another account sees nothing of it, and no page does once the session has ended", async () => {
  await saw("u1", ["summary"], { used: 1 });
  network(false);
  const { unmount } = page(["summary"], lost, "u2");
  expect(await screen.findByText("error")).toBeInTheDocument();
  unmount();
  forgetDeviceData({ words: false });
  await waitFor(async () => expect(await left()).toEqual([]));
  page(["summary"], lost);
  expect(await screen.findByText("error")).toBeInTheDocument();
});

test("nothing is kept before it is known whose it is", async () => {
  claimDevice("u1");
  const { client } = page(["summary"], async () => ({ used: 5 }), undefined);
  await screen.findByText('{"used":5}');
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await left()).toEqual([]);
  client.setQueryData(["me"], { id: "u1" });
  await client.invalidateQueries({ queryKey: ["summary"] });
  await waitFor(async () => expect(await left()).toHaveLength(1));
});

test("a picture is found by its path, and its signature is not kept", async () => {
  const picture = { url: "https://store/derived/u/n/r/512.webp?X-Amz-Signature=secret", expires_in: 600 };
  claimDevice("u1");
  const { unmount } = page(["thumbnail", 512, "n"], async () => picture, "u1");
  await screen.findByText(JSON.stringify(picture));
  await waitFor(async () => expect((await left()).join()).toContain("pictures"));
  expect(JSON.stringify(await readSeen("u1", "pictures"))).not.toContain("secret");
  unmount();
  network(false);
  page(["thumbnail", 512, "n"], lost);
  expect(await screen.findByText(/512.webp","expires_in":0/)).toBeInTheDocument();
});

test("only the vault as it is shown is kept: no search, no history, no address, nobody else's data", () => {
  const kept: QueryKey[] = [
    ["me"],
    ["nodes", { parent_id: "root" }],
    ["notes", ""],
    ["note", "n"],
    ["albums", "all"],
  ];
  const not: QueryKey[] = [
    ["nodes", { q: "kira" }],
    ["notes", "kira"],
    ["note", "n", "revisions"],
    ["photos", "feed"],
    ["content", "n", "view"],
    ["shared", "token"],
    ["search", {}],
  ];
  expect(kept.filter(isKept)).toEqual(kept);
  expect(not.filter(isKept)).toEqual([]);
});

test("the newest stay: some number of them, of some weight, for some time, and of one account", async () => {
  const now = Date.now();
  for (let index = 0; index < 210; index += 1)
    await writeSeen("u1", `k${index}`, { data: index, at: now - index });
  await writeSeen("u1", "old", { data: 1, at: now - 31 * DAY });
  await writeSeen("u2", "theirs", { data: 1, at: now });
  await makeRoom("u1", now);
  expect(await left()).toHaveLength(200);
  expect((await readSeen("u1", "k199"))?.data).toBe(199);
  expect(await readSeen("u1", "k200")).toBeNull();
  expect(await readSeen("u1", "old")).toBeNull();
  expect(await readSeen("u2", "theirs")).toBeNull();

  const heavy = "x".repeat(550_000);
  for (let index = 0; index < 12; index += 1)
    await writeSeen("u1", `h${index}`, { data: heavy, at: now + index });
  await makeRoom("u1", now);
  expect(await left()).toHaveLength(9);
  await writeSeen("u1", "too long", { data: "x".repeat(700_000), at: now });
  expect(await readSeen("u1", "too long")).toBeNull();
});

test("of a long list its beginning is kept", async () => {
  const items = (name: string) => ({ items: [name.repeat(250_000)], next_cursor: "c" });
  const pages = { pages: [items("a"), items("b"), items("c")], pageParams: [null, "1", "2"] };
  claimDevice("u1");
  page(["photos", "timeline"], async () => pages, "u1");
  await waitFor(async () => expect((await left()).join()).toContain("timeline"));
  const seen = (await readSeen("u1", '["photos","timeline"]'))?.data as typeof pages;
  expect(seen.pages).toHaveLength(2);
  expect(seen.pageParams).toEqual([null, "1"]);
});
