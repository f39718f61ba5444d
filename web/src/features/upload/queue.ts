/**
 * Moves picked files through hash, init, PUT and complete, each lane with its own width.
 *
 * [Note: Pump] Every change calls `#pump`, which starts whatever the lanes have room for. Nothing waits inside a lane for
 * another item, so one slow file holds up nobody. Retries are moments (`notBefore`) on the item, not sleeping promises.
 */
import type { Decision } from "@/lib/rules";
import { Board } from "./board";
import {
  asNew,
  expired,
  FRESH,
  isAwaited,
  isPickedAgain,
  type Moment,
  NEEDS_NEW_ID,
  nextComplete,
  nextInit,
  nextLook,
  pickedAgain,
  waiting,
} from "./lanes";
import { canRetry, isAsked, isOver, newItem, PARALLEL_PUTS, type Pick, type UploadItem } from "./model";
import { isSameFile } from "./restored";
import { completeStep, type Desk, initStep, type QueuePorts, readStep, sendStep } from "./steps";

export type { QueuePorts } from "./steps";

/** What only time changes lets parts that are under way arrive; what the network is to blame for stops them. */
const CLOCK: ReadonlySet<string> = new Set(["outside_hours", "too_soon"]);

const NEEDS_FILE: ReadonlySet<string> = new Set(["queued", "hashed", "ready"]);

type Lane = "hash" | "init" | "put" | "complete";

function begin(running: Map<string, AbortController>, clientId: string): AbortController {
  const made = new AbortController();
  running.set(clientId, made);
  return made;
}

export class UploadQueue {
  #board = new Board();
  #stop = new AbortController();
  #reading = new Map<string, AbortController>();
  #sending = new Map<string, AbortController>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy: Record<Lane, number> = { hash: 0, init: 0, put: 0, complete: 0 };
  readonly #desk: Desk;

  constructor(readonly ports: QueuePorts) {
    this.#desk = {
      ports,
      find: (clientId) => this.#board.find(clientId),
      patch: (clientId, change) => this.#board.patch(clientId, change),
      fileOf: (clientId) => this.#board.fileOf(clientId),
      moment: () => this.#moment(),
      tell: () => ports.changed(this.#board.list),
    };
  }

  get items(): readonly UploadItem[] {
    return this.#board.list;
  }

  /** New files; one that is the missing file of an item goes on with it, and what waits for a word is not asked about twice. */
  add(picks: readonly Pick[]): void {
    const awaited = this.#board.list.filter((item) => isAwaited(item.state)); // once: ten thousand may be picked
    const still = ({ clientId }: UploadItem) => isAwaited(this.#board.find(clientId)?.state ?? "queued");
    for (const pick of picks) {
      if (this.#board.find(pick.clientId)) continue;
      const same = awaited.find((item) => isPickedAgain(item, pick) && still(item));
      this.#board.put(same ? pickedAgain(same, pick) : this.#picked(pick), pick.file);
    }
    this.#pump();
  }

  /** What an earlier page has left; before anything else. */
  restore(items: readonly UploadItem[], files: ReadonlyMap<string, Blob>): void {
    for (const item of items) this.#board.put(item, files.get(item.clientId));
    this.#pump();
  }

  /** What the rules leave out fails at once: a large film is not read through first. */
  #picked(pick: Pick): UploadItem {
    const item = newItem(pick);
    const refused = this.ports.refuses(item);
    return refused && !isOver(item.state) ? { ...item, state: "failed", error: refused } : item;
  }

  /** Starts failed items again; what the rules, as they are by now, still leave out says so. */
  retry(clientIds: readonly string[]): void {
    for (const clientId of clientIds) {
      const item = this.#board.find(clientId);
      if (!item || !canRetry(item)) continue;
      const refused = this.ports.refuses(item);
      if (refused) this.#board.patch(clientId, { error: refused });
      else this.#again(item);
    }
    this.#pump();
  }

  /** Under the same client id, unless the server would take it for another content. */
  #again(item: UploadItem): void {
    const { clientId, error, sha256, kept } = item;
    if (NEEDS_NEW_ID.has(error ?? "")) {
      // A copy goes with the id it was kept under; what was picked on this page is still there to be read.
      const file = this.#board.fileOf(clientId);
      const lost = kept && !(file instanceof File && isSameFile(item, file));
      this.#board.rename(clientId, asNew(item, this.ports.newId(), lost));
    } else this.#board.patch(clientId, { ...FRESH, state: sha256 ? "hashed" : "queued" });
  }

  /** A person wants back what they had deleted: it is announced without another question. */
  anyway(clientIds: readonly string[]): void {
    for (const clientId of clientIds)
      if (isAsked(this.#board.find(clientId)?.state ?? ""))
        this.#board.patch(clientId, { ...FRESH, state: "hashed", anyway: true });
    this.#pump();
  }

  /** Takes items off the list; one that moves is stopped and its announced room given back. */
  remove(which: (item: UploadItem) => boolean): void {
    const gone = this.#board.list.filter(which);
    for (const { clientId, state, uploadId } of gone) {
      this.#reading.get(clientId)?.abort();
      this.#sending.get(clientId)?.abort();
      if (uploadId && state !== "committed" && state !== "duplicate") this.ports.abandon(uploadId);
    }
    this.#board.remove(gone.map((item) => item.clientId));
    this.#pump();
  }

  /** The rules, the network or a person's word may have changed what the gate says. */
  look(): void {
    this.#pump();
  }

  /** The network is back: what waits for a retry starts at once. */
  wake(): void {
    for (const item of this.#board.list)
      if (item.notBefore > 0) this.#board.patch(item.clientId, { notBefore: 0 });
    this.#pump();
  }

  /** Stops what moves and knows of nothing any more: the person has signed out, or another tab goes on. */
  clear(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    for (const running of [...this.#reading.values(), ...this.#sending.values()]) running.abort();
    clearTimeout(this.#timer);
    this.#board.clear();
    this.ports.changed(this.#board.list);
  }

  #pump(): void {
    clearTimeout(this.#timer);
    const now = this.ports.now();
    const gate = this.#board.list.length > 0 ? this.ports.gate() : null;
    this.#obey(gate);
    this.#missFiles();
    this.#startRead();
    if (this.ports.online() && this.#board.list.length > 0) {
      for (const item of expired(this.#board.list, now))
        this.#board.patch(item.clientId, { state: "hashed", target: null });
      if (gate?.reason === null) {
        this.#startInit();
        this.#startPuts();
      }
      this.#startComplete();
      this.#comeBack(gate?.opensAt ?? null);
    }
    this.ports.changed(this.#board.list);
  }

  /** Rules that begin to forbid this network stop what is under way on it; it goes on from the parts that have arrived. */
  #obey(gate: Decision | null): void {
    if (!gate?.reason || CLOCK.has(gate.reason)) return;
    for (const sending of this.#sending.values()) sending.abort();
  }

  /** Whatever still needs its bytes and has none waits for a person: told at once, not when its turn comes. */
  #missFiles(): void {
    for (const { clientId, state } of this.#board.list)
      if (NEEDS_FILE.has(state) && !this.#board.fileOf(clientId))
        this.#board.patch(clientId, { state: "missing", target: null });
  }

  #comeBack(opensAt: number | null): void {
    const wait = nextLook(this.#board.list, this.ports.now(), opensAt);
    if (wait !== null) this.#timer = setTimeout(() => this.#pump(), wait);
  }

  /** Takes a place in a lane for the length of `work`. */
  #run(lane: Lane, work: Promise<void>, after?: () => void): void {
    this.#busy[lane] += 1;
    void work.finally(() => {
      this.#busy[lane] -= 1;
      after?.();
      this.#pump();
    });
  }

  /** The smallest first: what is read at once is not behind a film that takes minutes. */
  #startRead(): void {
    if (this.#busy.hash > 0) return;
    const queued = waiting(this.#board.list, "queued", this.ports.now());
    for (const item of queued.sort((a, b) => a.size - b.size)) {
      if (this.#busy.hash > 0) return;
      const file = this.#board.fileOf(item.clientId);
      if (!file) continue;
      this.#board.patch(item.clientId, { state: "hashing" });
      const { signal } = begin(this.#reading, item.clientId);
      this.#run("hash", readStep(this.#desk, item, file, signal), () => this.#reading.delete(item.clientId));
    }
  }

  #startInit(): void {
    const batch = nextInit(this.#board.list, this.ports.now());
    if (this.#busy.init > 0 || batch.length === 0) return;
    this.#run("init", initStep(this.#desk, batch, this.#stop.signal));
  }

  #startPuts(): void {
    for (const item of waiting(this.#board.list, "ready", this.ports.now())) {
      if (this.#busy.put >= PARALLEL_PUTS || !item.target) return;
      const file = this.#board.fileOf(item.clientId);
      if (!file) continue;
      this.#board.patch(item.clientId, { state: "uploading", sent: 0 });
      const { signal } = begin(this.#sending, item.clientId);
      const run = { signal, goesOn: () => this.ports.gate()?.reason === null };
      this.#run("put", sendStep(this.#desk, item, { target: item.target, file }, run), () =>
        this.#sending.delete(item.clientId),
      );
    }
  }

  #startComplete(): void {
    const batch = nextComplete(this.#board.list, this.ports.now());
    if (this.#busy.complete > 0 || batch.length === 0) return;
    for (const item of batch) this.#board.patch(item.clientId, { state: "verifying" });
    this.#run("complete", completeStep(this.#desk, batch, this.#stop.signal));
  }

  #moment(): Moment {
    return { now: this.ports.now(), random: this.ports.random, online: this.ports.online() };
  }
}
