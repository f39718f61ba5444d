import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, test, vi } from "vitest";
import { rulesQuery, type SavedRules } from "@/api/rules";
import { type Answer, network } from "@/api/testing";
import { createEngine } from "./engine";
import { useUploads } from "./store";

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
const [GET, INIT] = ["GET /api/vault/settings", "POST /api/vault/uploads"];

/** The browser's own worker is not here: a file counts as read when it is asked for. */
class Reader {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  postMessage({ id }: { id: number }) {
    setTimeout(() => this.onmessage?.({ data: { id, sha256: `${"0".repeat(42)}A=` } }));
  }
  terminate() {}
}

/** Answers may change under way; what is announced stays without one, as only the way there is asked about. */
function start(answers: Record<string, Answer>) {
  const calls = network(answers);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  const engine = createEngine(client);
  const announced = () => calls.filter(({ method }) => method === "POST").length;
  return { engine, client, announced };
}

const photo = (size = 3) => new File(["x".repeat(size)], "a.jpg", { type: "image/jpeg" });
const state = () => useUploads.getState().items[0]?.state;

beforeEach(() => {
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
  expect(useUploads.getState().held).toBeNull();
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

test("what the rules leave out fails at once when they are known", async () => {
  const { engine, client } = start({ [INIT]: { status: 500 } });
  client.setQueryData(rulesQuery().queryKey, RULES);
  engine.add([photo(101)]);
  expect(useUploads.getState().items[0]).toMatchObject({ state: "failed", error: "file_too_large" });
});
