/**
 * Moves picked files through hash, init, PUT and complete, each lane with its own width.
 *
 * [Note: Pump] Every change calls `#pump`, which starts whatever the lanes have room for. Nothing waits inside a lane for
 * another item, so one slow file holds up nobody. Retries are moments (`notBefore`) on the item, not sleeping promises.
 */
import { ApiError } from "@/api/problem";
import type { CompleteResult, InitItem, InitResult, Node } from "@/api/types";
import { mimeOf } from "@/lib/mime";
import type { Decision, FileFacts } from "@/lib/rules";
import {
  afterComplete,
  afterInit,
  afterPut,
  again,
  type Change,
  expired,
  type Moment,
  nextComplete,
  nextInit,
  nextMoment,
  waiting,
} from "./lanes";
import { isOver, newItem, PARALLEL_PUTS, type Target, toInitItem, type UploadItem } from "./model";

export type QueuePorts = {
  /** base64 SHA-256; rejects when the file cannot be read any more. */
  hash: (file: File) => Promise<string>;
  init: (items: InitItem[]) => Promise<InitResult[]>;
  /** The HTTP status; 0 when there was no answer. */
  put: (target: Target, file: File, onSent: (bytes: number) => void, signal: AbortSignal) => Promise<number>;
  complete: (uploadIds: string[]) => Promise<CompleteResult[]>;
  committed: (nodes: Node[]) => void;
  changed: (items: readonly UploadItem[]) => void;
  newId: () => string;
  now: () => number;
  random: () => number;
  online: () => boolean;
  /** Whether the owner's rules let anything be announced and sent now; null: that is not known yet. */
  gate: () => Decision | null;
  /** Why the rules leave a file out, whatever the time and the network. */
  refuses: (file: FileFacts) => string | null;
  /** After the queue has forgotten everything. */
  forgotten: () => void;
};

/** A longer one runs at once (2^31 ms), and a timer that slept through a night is late anyway. */
const LONGEST_TIMER_MS = 3_600_000;

const FRESH: Change = {
  state: "queued",
  sha256: null,
  target: null,
  sent: 0,
  tries: 0,
  notBefore: 0,
  error: null,
};

export class UploadQueue {
  #items: readonly UploadItem[] = [];
  #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = { hash: 0, init: 0, put: 0, complete: 0 };

  constructor(readonly ports: QueuePorts) {}

  add(files: readonly File[]): void {
    this.#items = [...this.#items, ...files.map((file) => this.#picked(file))];
    this.#pump();
  }

  /** What the rules leave out fails at once: a large film is not read through first. */
  #picked(file: File): UploadItem {
    const item = newItem(file, this.ports.newId());
    const refused = this.ports.refuses({ size: file.size, mime: mimeOf(file.name, file.type) });
    return refused && !isOver(item.state) ? { ...item, state: "failed", error: refused } : item;
  }

  /** Starts a failed item again, under the same client id. */
  retry(clientId: string): void {
    this.#patch(clientId, FRESH);
    this.#pump();
  }

  /** Takes finished items off the list; moving ones stay. */
  dismiss(which: (item: UploadItem) => boolean): void {
    this.#items = this.#items.filter((item) => !(isOver(item.state) && which(item)));
    this.ports.changed(this.#items);
  }

  /** The rules, the network or a person's word may have changed what the gate says. */
  look(): void {
    this.#pump();
  }

  /** The network is back: what waits for a retry starts at once. */
  wake(): void {
    this.#items = this.#items.map((item) => ({ ...item, notBefore: 0 }));
    this.#pump();
  }

  /** Forgets everything and stops what moves: the person has signed out. */
  clear(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    clearTimeout(this.#timer);
    this.#items = [];
    this.ports.changed(this.#items);
    this.ports.forgotten();
  }

  #pump(): void {
    clearTimeout(this.#timer);
    if (this.ports.online() && this.#items.length > 0) {
      for (const item of expired(this.#items, this.ports.now()))
        this.#patch(item.clientId, { state: "hashed", target: null });
      const gate = this.ports.gate();
      this.#startHash();
      if (gate?.reason === null) {
        this.#startInit();
        this.#startPuts();
      }
      this.#startComplete();
      this.#comeBack(gate?.opensAt ?? null);
    }
    this.ports.changed(this.#items);
  }

  /** When the next delayed item is due or the gate opens. */
  #comeBack(opensAt: number | null): void {
    const now = this.ports.now();
    const moments = [nextMoment(this.#items, now), opensAt].filter((moment) => moment !== null);
    if (moments.length === 0) return;
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(1, Math.min(...moments) - now));
    this.#timer = setTimeout(() => this.#pump(), wait);
  }

  /** Takes a place in a lane for the length of `work`. */
  #run(lane: "hash" | "init" | "put" | "complete", work: Promise<void>): void {
    this.#busy[lane] += 1;
    void work.finally(() => {
      this.#busy[lane] -= 1;
      this.#pump();
    });
  }

  #startHash(): void {
    const [item] = waiting(this.#items, "queued", this.ports.now());
    if (!item || this.#busy.hash > 0) return;
    this.#patch(item.clientId, { state: "hashing" });
    this.#run("hash", this.#hash(item));
  }

  async #hash({ clientId, file }: UploadItem): Promise<void> {
    try {
      this.#patch(clientId, { state: "hashed", sha256: await this.ports.hash(file) });
    } catch (error) {
      this.#patch(clientId, {
        state: "failed",
        error: error instanceof ApiError ? error.code : "unreadable",
      });
    }
  }

  #startInit(): void {
    const batch = nextInit(this.#items, this.ports.now());
    if (this.#busy.init === 0 && batch.length > 0) this.#run("init", this.#init(batch));
  }

  async #init(batch: readonly UploadItem[]): Promise<void> {
    const wire = batch.flatMap((item) => (item.sha256 ? [toInitItem({ ...item, sha256: item.sha256 })] : []));
    try {
      const results = new Map((await this.ports.init(wire)).map((result) => [result.client_id, result]));
      for (const item of batch) this.#patch(item.clientId, afterInit(item, results.get(item.clientId)));
    } catch (error) {
      for (const item of batch) this.#patch(item.clientId, again(item, "hashed", error, this.#moment()));
    }
  }

  #startPuts(): void {
    for (const item of waiting(this.#items, "ready", this.ports.now())) {
      if (this.#busy.put >= PARALLEL_PUTS || !item.target) return;
      this.#patch(item.clientId, { state: "uploading", sent: 0 });
      this.#run("put", this.#put(item, item.target));
    }
  }

  async #put(item: UploadItem, target: Target): Promise<void> {
    const onSent = (sent: number) => {
      this.#patch(item.clientId, { sent });
      this.ports.changed(this.#items);
    };
    const status = await this.ports.put(target, item.file, onSent, this.#stop.signal);
    this.#patch(item.clientId, afterPut(item, status, this.#moment()));
  }

  #startComplete(): void {
    const batch = nextComplete(this.#items, this.ports.now());
    if (this.#busy.complete > 0 || batch.length === 0) return;
    for (const item of batch) this.#patch(item.clientId, { state: "verifying" });
    this.#run("complete", this.#complete(batch));
  }

  async #complete(batch: readonly UploadItem[]): Promise<void> {
    const { signal } = this.#stop;
    try {
      const answers = await this.ports.complete(batch.flatMap((item) => item.target?.uploadId ?? []));
      if (signal.aborted) return;
      const results = new Map(answers.map((answer) => [answer.upload_id, answer]));
      for (const item of batch) {
        this.#patch(
          item.clientId,
          afterComplete(item, results.get(item.target?.uploadId ?? ""), this.#moment()),
        );
      }
      this.ports.committed(
        answers.flatMap((answer) => (answer.status === "committed" && answer.node ? [answer.node] : [])),
      );
    } catch (error) {
      for (const item of batch) this.#patch(item.clientId, again(item, "stored", error, this.#moment()));
    }
  }

  #moment(): Moment {
    return { now: this.ports.now(), random: this.ports.random, online: this.ports.online() };
  }

  #patch(clientId: string, change: Change): void {
    this.#items = this.#items.map((item) => (item.clientId === clientId ? { ...item, ...change } : item));
  }
}
