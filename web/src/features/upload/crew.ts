/**
 * Several tabs, one queue. The tab that holds the lock leads: it alone reads, sends and writes down. The others hand it what was
 * picked or pressed in them and show what it tells; when it closes, the next one in line goes on from what was written.
 *
 *   joined -> follows --(lock granted)--> leads --(left, closed, or the lock taken)--> follows
 *
 * [Note: Silent leader] A tab in the background may be frozen while it holds the lock. A tab that a person looks at and that gets
 * no answer takes the lock; the other learns of it when it wakes, before it does anything else. The server's idempotence covers
 * what was on its way.
 */
import type { Node } from "@/api/types";
import type { Held } from "./gate";
import type { Pick, UploadItem } from "./model";

export type Order =
  | { do: "add"; picks: readonly Pick[] }
  | { do: "retry" | "anyway" | "remove"; clientIds: readonly string[] }
  /** As a tab of an older build says it. */
  | { do: "retry"; clientId: string }
  | { do: "through" }
  | { do: "wake" };

/** What is shown of the queue. */
export type View = { items: readonly UploadItem[]; held: Held | null };

type Message =
  | { type: "hello" }
  | { type: "order"; order: Order }
  | { type: "view"; view: View }
  | { type: "committed"; nodes: Node[] };

export type CrewChannel = {
  post: (message: Message) => void;
  listen: (hear: (message: Message) => void) => void;
};

export type CrewPorts = {
  /** Undefined where there is none: then every tab is on its own. */
  locks: LockManager | undefined;
  channel: CrewChannel;
  /** Is now the one that works; `mine` was picked here and may not have been written down by who led before. */
  lead: (mine: readonly Pick[]) => void;
  /** Works no longer: somebody else does, or nobody is signed in. */
  stop: () => void;
  obey: (order: Order) => void;
  /** Says anew what is to be seen. */
  tell: () => void;
  see: (view: View) => void;
  committed: (nodes: Node[]) => void;
  visible: () => boolean;
};

const LOCK = "uploads";
/** Tabs on one machine answer within a few ms; a busy one within a second. */
const SILENCE_MS = 5_000;

export class Crew {
  #leads = false;
  #joined: AbortController | null = null;
  #resign: (() => void) | null = null;
  #silence: ReturnType<typeof setTimeout> | undefined;
  /** Handed over from here; kept until the leader no longer shows them. */
  #mine = new Map<string, { pick: Pick; seen: boolean }>();

  constructor(readonly ports: CrewPorts) {
    ports.channel.listen((message) => this.#hear(message));
  }

  get leads(): boolean {
    return this.#leads;
  }

  join(): void {
    if (this.#joined) return;
    this.#joined = new AbortController();
    this.#request({ signal: this.#joined.signal });
    if (this.#leads) return;
    this.ports.channel.post({ type: "hello" });
    this.#listen();
  }

  leave(): void {
    this.#heard();
    this.#joined?.abort();
    this.#joined = null;
    this.#mine.clear();
    this.#stand();
  }

  give(order: Order): void {
    if (this.#leads) {
      this.ports.obey(order);
      return;
    }
    if (order.do === "add")
      for (const pick of order.picks) this.#mine.set(pick.clientId, { pick, seen: false });
    this.ports.channel.post({ type: "order", order });
    this.#listen();
  }

  /** The leader's word to the others. */
  show(view: View): void {
    if (!this.#leads) return;
    const items = view.items.map((item) => ({ ...item, parts: [], target: null }));
    this.ports.channel.post({ type: "view", view: { ...view, items } });
  }

  tellCommitted(nodes: Node[]): void {
    if (this.#leads) this.ports.channel.post({ type: "committed", nodes });
  }

  #request(options: LockOptions): void {
    const { locks } = this.ports;
    if (!locks) {
      this.#begin();
      return;
    }
    const joined = this.#joined;
    locks
      .request(LOCK, options, () => {
        if (this.#joined !== joined || joined === null) return undefined;
        return new Promise<void>((resolve) => {
          this.#resign = resolve;
          this.#begin();
        });
      })
      .catch(() => this.#lost(joined));
  }

  #begin(): void {
    this.#heard();
    this.#leads = true;
    const mine = [...this.#mine.values()].map(({ pick }) => pick);
    this.#mine.clear();
    this.ports.lead(mine);
  }

  /** Another tab has taken the lock: in line again behind it. */
  #lost(joined: AbortController | null): void {
    if (!this.#leads || this.#joined !== joined || joined === null) return;
    this.#stand();
    this.#request({ signal: joined.signal });
    this.ports.channel.post({ type: "hello" });
  }

  #stand(): void {
    const led = this.#leads;
    this.#leads = false;
    if (led) this.ports.stop();
    this.#resign?.();
    this.#resign = null;
  }

  /** From now on an answer is due. */
  #listen(): void {
    this.#silence ??= setTimeout(() => this.#takeOver(), SILENCE_MS);
  }

  #heard(): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
  }

  /** [Note: Silent leader] */
  #takeOver(): void {
    this.#silence = undefined;
    if (this.#leads || !this.#joined || !this.ports.visible()) return;
    this.#joined.abort();
    this.#joined = new AbortController();
    this.#request({ steal: true });
  }

  #hear(message: Message): void {
    if (!this.#joined) return;
    if (this.#leads) {
      if (message.type === "order") this.ports.obey(message.order);
      else if (message.type === "hello") this.ports.tell();
      return;
    }
    if (message.type === "committed") this.ports.committed(message.nodes);
    if (message.type !== "view") return;
    this.#heard();
    this.#forgetDone(message.view.items);
    this.ports.see(message.view);
  }

  #forgetDone(items: readonly UploadItem[]): void {
    const shown = new Set(items.map((item) => item.clientId));
    for (const [clientId, own] of this.#mine) {
      if (shown.has(clientId)) own.seen = true;
      else if (own.seen) this.#mine.delete(clientId);
    }
  }
}
