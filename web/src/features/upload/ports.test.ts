import { afterEach, expect, test, vi } from "vitest";
import { newItem } from "./model";
import { outward } from "./ports";

const persist = vi.fn(async () => true);

/** The browser's own worker is not here: what it is asked to keep counts as kept. */
class Reader {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  postMessage({ id, keep }: { id: number; keep: string | null }) {
    setTimeout(() => this.onmessage?.({ data: { id, end: "read", kept: keep !== null } }));
  }
  terminate() {}
}

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "storage");
});

function read(quota: number) {
  vi.stubGlobal("Worker", Reader);
  const estimate = async () => ({ quota, usage: 0 });
  Object.defineProperty(navigator, "storage", {
    configurable: true,
    value: { estimate, persist, persisted: async () => false },
  });
  const file = new File(["x"], "a.jpg", { type: "image/jpeg" });
  const signal = new AbortController().signal;
  return outward.read(newItem({ clientId: "c1", file, parentId: null }), {
    file,
    onParts: () => undefined,
    signal,
  });
}

test("with the first file that is kept here the browser is asked not to clear it, and with no other", async () => {
  expect((await read(1000)).kept).toBe(false); // no room
  expect(persist).not.toHaveBeenCalled();
  expect((await read(1e12)).kept).toBe(true);
  await read(1e12);
  await vi.waitFor(() => expect(persist).toHaveBeenCalledOnce());
});
