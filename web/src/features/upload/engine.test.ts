import { QueryClient } from "@tanstack/react-query";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rulesQuery, type SavedRules } from "@/api/rules";
import { type Answer, network } from "@/api/testing";
import { UPLOADS_DATABASE } from "@/lib/localUploads";
import { Engine } from "./engine";
import { useUploads } from "./store";
import { CONTENT, Reader } from "./testing/reader";

const RULES: SavedRules = {
  rev: 1,
  saved_at: null,
  automatic: false,
  windows: [],
  time_zone: "UTC",
  interval_minutes: 0,
  mobile_data: false,
  unknown_network: false,
  max_file_bytes: 100,
  types: [],
};
const [GET, INIT, ME] = ["GET /api/vault/settings", "POST /api/vault/uploads", "GET /api/auth/me"];
const CHECK = "POST /api/vault/uploads/check";
const as = (id: string): Answer => ({ body: { id } });
/** Each test has its own: what the one before still writes down is a stranger's. */
let person = 0;

const engines: Engine[] = [];

/** Answers may change under way; what is announced stays without one, as only the way there is asked about. */
function start(answers: Record<string, Answer>) {
  const calls = network({ [ME]: as(`u${person}`), [CHECK]: { body: { items: [] } }, ...answers });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  const engine = new Engine(client);
  engines.push(engine);
  engine.begin();
  const announced = () =>
    calls.filter(({ method, path }) => method === "POST" && path === "/api/vault/uploads").length;
  return { engine, client, calls, announced };
}

const erased = () =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(UPLOADS_DATABASE);
    request.onsuccess = resolve;
    request.onblocked = resolve;
  });

const photo = (size = 3) => new File(["x".repeat(size)], "a.jpg", { type: "image/jpeg", lastModified: 7 });
const state = () => useUploads.getState().items[0]?.state;

afterEach(() => {
  for (const engine of engines.splice(0)) engine.end();
});

beforeEach(async () => {
  person += 1;
  await erased();
  vi.stubGlobal("Worker", Reader);
  useUploads.setState({ items: [], held: null });
});

test("what the rules hold back goes with a person's word, for a while", async () => {
  const { engine, announced } = start({ [GET]: { body: RULES } });
  engine.add([photo()]);
  await vi.waitFor(() => expect(useUploads.getState().held?.reason).toBe("unknown_network"));
  await vi.waitFor(() => expect(state()).toBe("hashed"));
  expect(announced()).toBe(0);
  engine.letThrough();
  await vi.waitFor(() => expect(announced()).toBe(1));
  await vi.waitFor(() => expect(useUploads.getState().held).toBeNull());
});

test("milder rules are noticed as soon as they are saved", async () => {
  const { engine, client, announced } = start({ [GET]: { body: RULES } });
  engine.add([photo()]);
  await vi.waitFor(() => expect(useUploads.getState().held).not.toBeNull());
  client.setQueryData(rulesQuery().queryKey, { ...RULES, rev: 2, mobile_data: true });
  await vi.waitFor(() => expect(announced()).toBe(1));
});

test("a server that cannot tell the rules keeps nobody from a backup", async () => {
  const { engine, announced } = start({ [GET]: { status: 503, body: { code: "unavailable" } } });
  engine.add([photo()]);
  await vi.waitFor(() => expect(announced()).toBe(1));
});

test("without an answer nothing goes until the rules have been read", async () => {
  const answers: Record<string, Answer> = { [GET]: { body: { ...RULES, unknown_network: true } } };
  const { engine, announced } = start(answers);
  const answering = globalThis.fetch;
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  engine.add([photo()]);
  await vi.waitFor(() => expect(state()).toBe("hashed"));
  vi.stubGlobal("fetch", answering);
  expect(announced()).toBe(0);
  engine.wake();
  await vi.waitFor(() => expect(announced()).toBe(1));
});

test("who leads no longer asks for nothing any more", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
  try {
    const { engine } = start({});
    const unreachable = vi.fn(() => Promise.reject(new TypeError("no network")));
    vi.stubGlobal("fetch", unreachable);
    engine.add([photo()]);
    await vi.waitFor(() => expect(state()).toBe("hashed"));
    await vi.advanceTimersByTimeAsync(15_000);
    engine.end();
    const asked = unreachable.mock.calls.length;
    expect(asked).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(unreachable).toHaveBeenCalledTimes(asked);
  } finally {
    vi.useRealTimers();
  }
});

test("rules that were read hold as long as the page: an upload of an hour is not held up by them", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
  try {
    const { engine, announced } = start({ [GET]: { body: RULES } });
    engine.add([photo()]);
    await vi.waitFor(() => expect(useUploads.getState().held).not.toBeNull());
    await vi.waitFor(() => expect(state()).toBe("hashed"));
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(useUploads.getState().held?.reason).toBe("unknown_network");
    engine.letThrough();
    await vi.waitFor(() => expect(announced()).toBe(1));
  } finally {
    vi.useRealTimers();
  }
});

test("what the rules leave out fails at once when they are known", async () => {
  const { engine, client } = start({ [INIT]: { status: 500 } });
  client.setQueryData(rulesQuery().queryKey, RULES);
  engine.add([photo(101)]);
  await vi.waitFor(() =>
    expect(useUploads.getState().items[0]).toMatchObject({ state: "failed", error: "file_too_large" }),
  );
});

test("what is announced says which device it comes from", async () => {
  const iphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1";
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue(iphone);
  const { engine, client, calls } = start({ [INIT]: { status: 500 } });
  client.setQueryData(rulesQuery().queryKey, { ...RULES, mobile_data: true });
  engine.add([photo()]);
  const sent = () => calls.find(({ method, path }) => `${method} ${path}` === INIT)?.body;
  await vi.waitFor(() => expect(sent()).toMatchObject({ items: [{ device_name: "iPhone · Safari" }] }));
});

test("a retry asks the rules as another device has left them", async () => {
  const rules: SavedRules = { ...RULES, unknown_network: true };
  const { engine, client, announced } = start({ [GET]: { body: rules } });
  const key = rulesQuery().queryKey;
  client.setQueryData(key, RULES);
  engine.add([photo(101)]);
  await vi.waitFor(() => expect(state()).toBe("failed"));
  rules.max_file_bytes = null;
  client.setQueryData(key, RULES, { updatedAt: Date.now() - 120_000 });
  engine.retry(useUploads.getState().items.map((item) => item.clientId));
  await vi.waitFor(() => expect(announced()).toBe(1));
});

test("a tab of an older build is understood, and what only a newer one knows is nobody's word", async () => {
  const other = new BroadcastChannel("uploads");
  const order = (what: object) => other.postMessage({ type: "order", order: what });
  const { engine, client } = start({ [GET]: { body: RULES } });
  client.setQueryData(rulesQuery().queryKey, RULES);
  engine.add([photo(101)]);
  await vi.waitFor(() => expect(state()).toBe("failed"));
  client.setQueryData(rulesQuery().queryKey, { ...RULES, max_file_bytes: null });
  order({ do: "what is not known yet" });
  order({ do: "retry", clientId: useUploads.getState().items[0]?.clientId });
  await vi.waitFor(() => expect(state()).toBe("hashed"));
  expect(useUploads.getState().held?.reason).toBe("unknown_network");
  other.close();
});

test("what its person had deleted goes with their word alone", async () => {
  const items = [{ sha256: CONTENT, state: "deleted_by_user", node_id: "n1" }];
  const rules = { ...RULES, unknown_network: true };
  const { engine, announced } = start({ [GET]: { body: rules }, [CHECK]: { body: { items } } });
  engine.add([photo()]);
  await vi.waitFor(() => expect(state()).toBe("deleted"));
  expect(announced()).toBe(0);
  engine.anyway(useUploads.getState().items.map((item) => item.clientId));
  await vi.waitFor(() => expect(announced()).toBe(1));
});

test("what waits is there for the same person after sign-out and sign-in, and for nobody else", async () => {
  const rules = { [GET]: { body: RULES } };
  const first = start(rules);
  first.engine.add([photo()]);
  await vi.waitFor(() => expect(state()).toBe("hashed"));
  first.engine.end();
  expect(useUploads.getState().items).toEqual([]);

  const again = start(rules);
  await vi.waitFor(() => expect(useUploads.getState().items[0]?.name).toBe("a.jpg"));
  expect(state()).toBe("missing"); // no copy could be kept here: it is asked for
  again.engine.add([photo()]);
  await vi.waitFor(() => expect(state()).toBe("hashed"));
  expect(useUploads.getState().items).toHaveLength(1);
  again.engine.end();

  const stranger = start({ ...rules, [ME]: as("stranger") });
  stranger.engine.add([new File(["y"], "b.jpg", { type: "image/jpeg" })]);
  await vi.waitFor(() => expect(useUploads.getState().items.map((item) => item.name)).toEqual(["b.jpg"]));
  stranger.engine.end();

  start(rules);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(useUploads.getState().items).toEqual([]);
});
