// @vitest-environment node
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ApiError, networkError } from "./problem";
import { type Channel, type Grant, type Message, Session, type SessionPorts } from "./session";

/** A server that rotates like ours: each token is good once, and a second use of one ends the chain. */
class RotatingServer {
  calls = 0;
  alive = true;
  status = 0;
  #current = 1;
  #server: Server;
  constructor() {
    this.#server = createServer((request, response) => {
      this.calls += 1;
      const presented = Number(request.headers["x-refresh"]);
      if (presented !== this.#current) this.alive = false;
      const status = this.status || (this.alive ? 200 : 401);
      if (status === 200) this.#current += 1;
      setTimeout(() => {
        response.writeHead(status);
        response.end(JSON.stringify({ token: `access-${this.#current}`, refresh: this.#current }));
      }, 5);
    });
  }
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  stop(): void {
    this.#server.close();
  }
}

/** What tabs of one browser share: cookie, lock, storage, and a channel that never echoes to its sender. */
class Browser {
  cookie = 1;
  hint = true;
  clock = 0;
  /** Of each tab whose session has ended: was it wished? */
  readonly forgot: boolean[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  #ears: ((message: Message) => void)[] = [];

  constructor(readonly url: string) {}

  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work, work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  channel(): Channel {
    let own: ((message: Message) => void) | null = null;
    return {
      listen: (hear) => {
        own = hear;
        this.#ears.push(hear);
      },
      post: (message) => {
        for (const ear of this.#ears) if (ear !== own) setTimeout(() => ear(message), 1);
      },
    };
  }

  async refresh(): Promise<Grant> {
    const response = await fetch(this.url, { headers: { "x-refresh": String(this.cookie) } }).catch(() => {
      throw networkError();
    });
    if (!response.ok)
      throw new ApiError(response.status === 401 ? "session_ended" : "unavailable", response.status);
    const body = (await response.json()) as { token: string; refresh: number };
    this.cookie = body.refresh;
    return { token: body.token, lifetime: 600_000, expiresAt: this.clock + 600_000 };
  }

  tab(ports: Partial<SessionPorts> = {}): Session {
    return new Session({
      refresh: () => this.refresh(),
      exclusive: (work) => this.exclusive(work),
      channel: this.channel(),
      hint: {
        get: () => this.hint,
        set: (signedIn) => {
          this.hint = signedIn;
        },
      },
      forget: (wished) => this.forgot.push(wished),
      now: () => this.clock,
      random: () => 0.5,
      visible: () => true,
      ...ports,
    });
  }
}

let server: RotatingServer;
let browser: Browser;

beforeEach(async () => {
  server = new RotatingServer();
  browser = new Browser(await server.start());
});
afterEach(() => server.stop());

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe("one tab", () => {
  test("a first visit asks the server nothing", async () => {
    browser.hint = false;
    const tab = browser.tab();
    await tab.restore();
    expect(tab.snapshot().status).toBe("ended");
    expect(server.calls).toBe(0);
  });

  test("callers at the same time share one refresh", async () => {
    const tab = browser.tab();
    const tokens = await Promise.all([tab.token(), tab.token(), tab.renew(null), tab.token()]);
    expect(new Set(tokens).size).toBe(1);
    expect(server.calls).toBe(1);
  });

  test("a token near its end is renewed before it is handed out", async () => {
    const tab = browser.tab();
    const first = await tab.token();
    browser.clock = 596_000;
    expect(await tab.token()).not.toBe(first);
    expect(server.calls).toBe(2);
  });

  test("waking renews a token in the last part of its life and leaves a young one alone", async () => {
    const tab = browser.tab();
    await tab.restore();
    tab.wake();
    await settled();
    expect(server.calls).toBe(1);
    browser.clock = 500_000;
    tab.wake();
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(server.calls).toBe(2);
  });

  test.each([500, 403, 429])("an answer %i keeps the person signed in", async (status) => {
    const tab = browser.tab();
    server.status = status;
    await tab.restore();
    expect(tab.snapshot()).toEqual({ status: "active", reachable: false });
    server.status = 0;
    tab.wake();
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(tab.snapshot()).toEqual({ status: "active", reachable: true });
  });

  test("no network keeps the person signed in", async () => {
    const tab = browser.tab({ refresh: () => Promise.reject(networkError()) });
    await tab.restore();
    expect(tab.snapshot()).toEqual({ status: "active", reachable: false });
    expect(browser.hint).toBe(true);
  });

  test("a 401 from refresh ends the session", async () => {
    server.alive = false;
    const tab = browser.tab();
    await tab.restore();
    expect(tab.snapshot().status).toBe("ended");
    expect(browser.hint).toBe(false);
  });
});

describe("several tabs", () => {
  test("opened together, they refresh once and none is signed out", async () => {
    const tabs = Array.from({ length: 6 }, () => browser.tab());
    await Promise.all(tabs.map((tab) => tab.restore()));
    expect(tabs.map((tab) => tab.snapshot().status)).toEqual(Array(6).fill("active"));
    expect(server.alive).toBe(true);
    expect(server.calls).toBe(1);
  });

  test("with one stale token, the first renews and the others take its result", async () => {
    const tabs = Array.from({ length: 5 }, () => browser.tab());
    await Promise.all(tabs.map((tab) => tab.restore()));
    const stale = await tabs[0]?.token();
    const renewed = await Promise.all(tabs.map((tab) => tab.renew(stale ?? null)));
    expect(new Set(renewed).size).toBe(1);
    expect(renewed[0]).not.toBe(stale);
    expect(server.calls).toBe(2);
    expect(server.alive).toBe(true);
  });

  test("a later tab takes the token of an open one", async () => {
    const first = browser.tab();
    await first.restore();
    const second = browser.tab();
    await second.restore();
    expect(await second.token()).toBe(await first.token());
    expect(server.calls).toBe(1);
  });

  test("signing out in one ends all", async () => {
    const tabs = [browser.tab(), browser.tab(), browser.tab()];
    await Promise.all(tabs.map((tab) => tab.restore()));
    await tabs[1]?.signOut(async () => undefined);
    await settled();
    expect(tabs.map((tab) => tab.snapshot().status)).toEqual(["ended", "ended", "ended"]);
    expect(browser.forgot).toEqual([true, true, true]);
  });

  test("an end that the server has set is told as such in all", async () => {
    const tabs = [browser.tab(), browser.tab()];
    await Promise.all(tabs.map((tab) => tab.restore()));
    server.status = 401;
    await expect(tabs[0]?.renew((await tabs[0]?.token()) ?? null)).rejects.toThrow(ApiError);
    await settled();
    expect(tabs.map((tab) => tab.snapshot().status)).toEqual(["ended", "ended"]);
    expect(browser.forgot).toEqual([false, false]);
  });

  test("a sign-out that fails ends nothing", async () => {
    const tab = browser.tab();
    await tab.restore();
    await expect(tab.signOut(() => Promise.reject(networkError()))).rejects.toThrow(ApiError);
    expect(tab.snapshot().status).toBe("active");
  });

  test("signing in in one signs in the others", async () => {
    browser.hint = false;
    const [first, second] = [browser.tab(), browser.tab()];
    await Promise.all([first.restore(), second.restore()]);
    first.adopt({ token: "new", lifetime: 600_000, expiresAt: 600_000 });
    await settled();
    expect(second.snapshot().status).toBe("active");
    expect(await second.token()).toBe("new");
  });
});
