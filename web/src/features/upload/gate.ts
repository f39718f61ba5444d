/**
 * Do the owner's rules let the queue go on now? Asked before anything is announced or sent. What was picked while automatic
 * backup is on waits for hours and interval; a person's word lifts both, and the network rule, for a while.
 */
import {
  type Decision,
  decide,
  type FileFacts,
  type Network,
  type Reason,
  type Rules,
  refusal,
} from "@/lib/rules";

export type GatePorts = {
  /** null: not known yet. */
  rules: () => Rules | null;
  network: () => Network;
  savesData: () => boolean;
  now: () => number;
  /** The start of the last automatic run of this device. */
  lastRun: () => number | null;
  /** null forgets. */
  keepRun: (start: number | null) => void;
};

/** How long "upload now" or "I am on Wi-Fi" holds: whoever said it may have left the house by then. */
export const WORD_MS = 30 * 60_000;

/** What there is to tell and to lift. That there is no network at all is told for everything else too. */
export type Held = { reason: HeldReason; opensAt: number | null };
export type HeldReason = Extract<
  Reason,
  "outside_hours" | "too_soon" | "mobile_data" | "unknown_network" | "data_saver"
>;

const TOLD: ReadonlySet<string> = new Set<HeldReason>([
  "outside_hours",
  "too_soon",
  "mobile_data",
  "unknown_network",
  "data_saver",
]);

const isTold = (reason: Reason | null | undefined): reason is HeldReason => TOLD.has(reason ?? "");

export const held = (decision: Decision | null): Held | null =>
  decision && isTold(decision.reason) ? { reason: decision.reason, opensAt: decision.opensAt } : null;

export class Gate {
  #wordUntil = Number.NEGATIVE_INFINITY;
  /** Of the automatic run that is under way: the interval counts from it, and does not stop it. */
  #start: number | null = null;

  constructor(readonly ports: GatePorts) {}

  /** null while the rules are not known: nothing goes, and there is nothing to say yet. */
  decide(): Decision | null {
    const { ports } = this;
    const rules = ports.rules();
    if (!rules) return null;
    const word = this.#hasWord();
    return decide(rules, {
      at: ports.now(),
      network: ports.network(),
      byHand: word || !rules.automatic,
      confirmed: word,
      savesData: ports.savesData(),
      lastRun: this.#start === null ? ports.lastRun() : null,
    });
  }

  /** What no waiting changes. */
  refuses(file: FileFacts): Reason | null {
    const rules = this.ports.rules();
    return rules ? refusal(rules, file) : null;
  }

  /** A person says: now, and on this network. */
  letThrough(): void {
    this.#wordUntil = this.ports.now() + WORD_MS;
  }

  /** Something is on its way. */
  moving(): void {
    if (this.#start === null && this.ports.rules()?.automatic && !this.#hasWord())
      this.#start = this.ports.now();
  }

  /** Nothing is left to do. */
  rest(): void {
    if (this.#start !== null) this.ports.keepRun(this.#start);
    this.#start = null;
  }

  /** The person has signed out: who comes next has given no word and made no run. */
  forget(): void {
    this.#start = null;
    this.#wordUntil = Number.NEGATIVE_INFINITY;
    this.ports.keepRun(null);
  }

  #hasWord(): boolean {
    return this.ports.now() < this.#wordUntil;
  }
}
