/**
 * Brings one note to the server and keeps it on the device until it is there: the clock and the calls around model.ts. Lives
 * on when its editor is closed, until everything is acknowledged.
 */
import { ApiError, isTransient } from "@/api/problem";
import type { Drafts } from "./drafts";
import {
  acknowledged,
  type Choice,
  type Content,
  compared,
  draftOf,
  due,
  heard,
  isDirty,
  type Note,
  orphaned,
  refused,
  type Sending,
  sent,
  settled,
  typed,
  unanswered,
  type Version,
} from "./model";

export type Stored = { id: string; version: Version };
export type Ports = {
  /** Throws ApiError. `leaving`: the page goes away, the call should outlive it. */
  send: (sending: Sending, leaving: boolean) => Promise<Stored>;
  /** What the server has now; null: it is gone. */
  read: (id: string) => Promise<Version | null>;
  drafts: Drafts;
  newId: () => string;
  /** May a call be tried? Without a network none is. */
  online: () => boolean;
  /** Tells lists and caches what is new. */
  onStored: (stored: Stored, note: Note) => void;
};
export type View = { note: Note; kept: boolean };

/** After the last key press; and at the latest, for somebody who never pauses. */
export const PAUSE_MS = 1000;
const LATEST_MS = 5000;
const RETRY_MS = [2000, 5000, 15_000, 30_000, 60_000] as const;

let made = 0;

export class Autosave {
  /** The same for as long as it is the same note on the screen, whatever its id. */
  readonly key: number;
  /** The name it was opened under. */
  readonly began: string;
  #view: View;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitingSince: number | null = null;
  #over = false;
  /** Under this name it was kept last. */
  #name: string;
  readonly #listeners = new Set<() => void>();

  constructor(
    note: Note,
    readonly ports: Ports,
  ) {
    made += 1;
    this.key = made;
    this.began = note.id ?? note.clientId;
    this.#view = { note, kept: true };
    this.#name = this.began;
    if (isDirty(note)) this.#plan(PAUSE_MS);
  }

  readonly snapshot = (): View => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get note(): Note {
    return this.#view.note;
  }

  type(change: Partial<Content>): void {
    this.#set(typed(this.note, change));
    this.#waitingSince ??= Date.now();
    const left = LATEST_MS - (Date.now() - this.#waitingSince);
    this.#plan(Math.max(0, Math.min(PAUSE_MS, left)));
  }

  /** Now rather than in a moment. */
  flush(leaving = false): void {
    clearTimeout(this.#timer);
    void this.#go(leaving);
  }

  /** After a refusal, or when the network is back. */
  retry(): void {
    this.#set({ ...this.note, trouble: null });
    this.flush();
  }

  hear(version: Version): void {
    const next = heard(this.note, version);
    if (next !== this.note) this.#set(next);
    if (due(this.note)) this.#plan(PAUSE_MS);
  }

  /** Returns what is to become a note of its own. */
  settle(choice: Choice, copyTitle: string): Content | null {
    const { note, copy } = settled(this.note, choice, copyTitle);
    this.#set(note);
    this.flush();
    return copy;
  }

  /** Waits until nothing is on its way and nothing more can be brought: true when the server has everything. */
  async finished(): Promise<boolean> {
    do {
      this.flush();
      while (this.note.sending) await new Promise<void>((resolve) => this.#once(resolve));
    } while (!this.#over && !this.note.trouble && due(this.note));
    return !isDirty(this.note);
  }

  /** The session is over, or the note is in the trash: nothing is sent or kept from here any more. */
  stop(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  /** And nothing of it stays on the device. */
  drop(): void {
    this.stop();
    this.ports.drafts.drop(this.#name);
  }

  #once(resolve: () => void): void {
    const stop = this.subscribe(() => {
      stop();
      resolve();
    });
  }

  #plan(delay: number): void {
    clearTimeout(this.#timer);
    if (!this.#over) this.#timer = setTimeout(() => void this.#go(false), delay);
  }

  async #go(leaving: boolean): Promise<void> {
    const sending = due(this.note);
    if (!sending || this.#over) return;
    if (!this.ports.online()) {
      this.#set({ ...this.note, trouble: "unreachable" });
      return;
    }
    this.#waitingSince = null;
    this.#set(sent(this.note, sending));
    try {
      const stored = await this.ports.send(sending, leaving);
      if (this.#over) return;
      this.#set(acknowledged(this.note, stored.id, stored.version));
      this.ports.onStored(stored, this.note);
    } catch (error) {
      if (!this.#over) await this.#failed(error);
    }
    if (!this.#over && due(this.note)) this.#plan(this.#pause());
  }

  async #failed(error: unknown): Promise<void> {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 412) return this.#compare();
    // Gone for good, or made from other words by another tab: a note of its own loses nothing.
    const code = error instanceof ApiError ? error.code : "";
    if (
      (status === 404 && this.note.id !== null) ||
      (code === "idempotency_mismatch" && this.note.id === null)
    )
      return this.#set(orphaned(this.note, this.ports.newId()));
    if (error instanceof ApiError && status !== 401 && !isTransient(error))
      return this.#set(refused(this.note, error.code));
    this.#set(unanswered(this.note));
  }

  async #compare(): Promise<void> {
    const { id } = this.note;
    try {
      const theirs = id === null ? null : await this.ports.read(id);
      if (this.#over) return;
      this.#set(theirs ? compared(this.note, theirs) : orphaned(this.note, this.ports.newId()));
    } catch {
      this.#set(unanswered(this.note));
    }
  }

  #pause(): number {
    const { attempts, trouble } = this.note;
    if (trouble !== "unreachable") return PAUSE_MS;
    return RETRY_MS[Math.min(attempts, RETRY_MS.length) - 1] ?? RETRY_MS[0];
  }

  /** Keeps first, tells then: what is shown as safe is. */
  #set(note: Note): void {
    this.#view = { note, kept: this.#keep(note) };
    for (const listener of [...this.#listeners]) listener();
  }

  #keep(note: Note): boolean {
    if (this.#over) return true;
    const { drafts } = this.ports;
    const draft = draftOf(note);
    const name = note.id ?? note.clientId;
    const kept = draft ? drafts.keep(name, draft) : true;
    if (kept && (!draft || name !== this.#name)) drafts.drop(this.#name);
    if (!draft) drafts.drop(name);
    this.#name = name;
    return kept;
  }
}
