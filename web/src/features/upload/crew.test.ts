// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Crew, type CrewChannel, type Order, type View } from "./crew";
import type { Pick, UploadItem } from "./model";

type Waiting = { run: () => void };

/** Web Locks for one name, as the standard words them: one holder, a line behind it, and theft. */
class Locks {
  #holder: { steal: () => void } | null = null;
  #line: Waiting[] = [];

  request = ((_name: string, options: LockOptions, work: () => Promise<void> | undefined) =>
    new Promise<void>((resolve, reject) => {
      const abort = () => reject(new DOMException("", "AbortError"));
      const run = () => {
        const own = { steal: abort };
        this.#holder = own;
        void Promise.resolve(work()).then(() => {
          if (this.#holder === own) this.#free();
          resolve();
        });
      };
      if (options.steal) {
        this.#holder?.steal();
        run();
        return;
      }
      const waiting = { run };
      options.signal?.addEventListener("abort", () => {
        this.#line = this.#line.filter((other) => other !== waiting);
        abort();
      });
      if (this.#holder) this.#line.push(waiting);
      else run();
    })) as unknown as LockManager["request"];

  #free(): void {
    this.#holder = null;
    this.#line.shift()?.run();
  }
}

class Tabs {
  #all: { hear: (message: never) => void; frozen: () => boolean }[] = [];

  channel(frozen: () => boolean): CrewChannel {
    const own = { hear: (_: never): void => {}, frozen };
    this.#all.push(own);
    return {
      post: (message) => {
        for (const tab of this.#all)
          if (tab !== own && !tab.frozen()) queueMicrotask(() => tab.hear(structuredClone(message) as never));
      },
      listen: (hear) => {
        own.hear = hear as typeof own.hear;
      },
    };
  }
}

let locks: Locks;
let tabs: Tabs;
beforeEach(() => {
  vi.useFakeTimers();
  locks = new Locks();
  tabs = new Tabs();
});
afterEach(() => void vi.useRealTimers());

function open() {
  const state = {
    frozen: false,
    obeyed: [] as Order[],
    taken: [] as string[],
    stopped: 0,
    view: null as View | null,
  };
  const crew: Crew = new Crew({
    locks: locks as unknown as LockManager,
    channel: tabs.channel(() => state.frozen),
    lead: (mine) => state.taken.push(...mine.map((pick) => pick.clientId)),
    stop: () => {
      state.stopped += 1;
    },
    obey: (order) => {
      state.obeyed.push(order);
      if (order.do === "add") crew.show({ items: order.picks.map(itemOf), held: null });
    },
    tell: () => crew.show({ items: [], held: null }),
    see: (view) => {
      state.view = view;
    },
    committed: () => undefined,
    visible: () => true,
  });
  crew.join();
  return { crew, state };
}

const itemOf = ({ clientId }: Pick) => ({ clientId, parts: ["a"], target: null }) as unknown as UploadItem;
const add = (clientId: string): Order => ({
  do: "add",
  picks: [{ clientId, file: new File(["x"], "a"), parentId: null }],
});
const settle = () => vi.advanceTimersByTimeAsync(10);

test("the first tab leads, the others hand over and see", async () => {
  const [first, second] = [open(), open()];
  second.crew.give(add("b"));
  await settle();
  expect([first.crew.leads, second.crew.leads]).toEqual([true, false]);
  expect(first.state.obeyed).toHaveLength(1);
  expect(second.state.view?.items.map((item) => item.clientId)).toEqual(["b"]);
  expect(second.state.view?.items[0]?.parts).toEqual([]);
});

test("when the leader leaves, the next goes on with its own files that nobody has finished", async () => {
  const [first, second] = [open(), open()];
  second.crew.give(add("b"));
  await settle();
  first.crew.leave();
  await settle();
  expect(second.crew.leads).toBe(true);
  expect(second.state.taken).toEqual(["b"]);
  expect(first.state.stopped).toBe(1);
});

test("what is done is not taken along", async () => {
  const [first, second] = [open(), open()];
  second.crew.give(add("b"));
  await settle();
  first.crew.show({ items: [], held: null });
  await settle();
  first.crew.leave();
  await settle();
  expect(second.state.taken).toEqual([]);
});

test("a frozen leader is relieved by the tab that a person looks at, and follows when it wakes", async () => {
  const [first, second] = [open(), open()];
  await settle();
  first.state.frozen = true;
  second.crew.give(add("b"));
  await vi.advanceTimersByTimeAsync(6_000);
  expect(second.crew.leads).toBe(true);
  expect(second.state.taken).toEqual(["b"]);
  first.state.frozen = false;
  await settle();
  expect(first.crew.leads).toBe(false);
  expect(first.state.stopped).toBe(1);
  first.crew.give(add("c"));
  await settle();
  expect(second.state.obeyed).toMatchObject([{ do: "add" }]);
});

test("a tab that is opened beside a frozen leader takes over without a word from its person", async () => {
  const first = open();
  await settle();
  first.state.frozen = true;
  const second = open();
  await vi.advanceTimersByTimeAsync(6_000);
  expect(second.crew.leads).toBe(true);
});

test("a leader that answers keeps the lead, however many tabs are opened", async () => {
  const [first, second] = [open(), open()];
  await vi.advanceTimersByTimeAsync(60_000);
  expect([first.crew.leads, second.crew.leads]).toEqual([true, false]);
});

test("a silence that was counted before a sign-out is counted anew after it", async () => {
  const [first, second] = [open(), open()];
  await settle();
  first.state.frozen = true;
  second.crew.give(add("b"));
  await vi.advanceTimersByTimeAsync(1_000);
  second.crew.leave();
  second.crew.join();
  await vi.advanceTimersByTimeAsync(4_500);
  expect(second.crew.leads).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(second.crew.leads).toBe(true);
});

test("a tab whose person has signed out leads nobody", async () => {
  const [first, second] = [open(), open()];
  await settle();
  second.crew.leave();
  first.crew.leave();
  await settle();
  expect([first.crew.leads, second.crew.leads]).toEqual([false, false]);
  first.crew.join();
  await settle();
  expect(first.crew.leads).toBe(true);
});
