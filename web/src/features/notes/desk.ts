/** The notes of this tab that are open or not yet brought to the server. */
import { session } from "@/api";
import { beforeLeaving } from "@/api/account";
import { ApiError } from "@/api/problem";
import { isClaimed } from "@/lib/deviceData";
import { Autosave, type Ports } from "./autosave";
import { forgetOwner, isOurs, readNote, send, versionOf } from "./calls";
import { createDrafts, type Draft, type Drafts, nameOf } from "./drafts";
import { type Content, draftOf, fresh, type Note, opened, recovered, saving, type Version } from "./model";

const newId = (): string => crypto.randomUUID();

/** A note that the server does not have as it is here, and where that is not just a matter of a moment. */
export type Unsaved = { name: string; id: string | null; title: string; text: string };

/** As much as a row of a list shows. */
const shortened = ({ title, text }: Content): Content => ({ title, text: text.slice(0, 200) });

class Desk {
  readonly #open = new Map<string, Autosave>();
  readonly #listeners = new Set<() => void>();
  #unsaved: readonly Unsaved[] = [];
  readonly drafts: Drafts = createDrafts(localStorage, newId(), Date.now);

  constructor() {
    const leave = () => this.#each((autosave) => autosave.flush(true));
    const bring = () => this.bring();
    window.addEventListener("online", bring);
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", () =>
      document.visibilityState === "hidden" ? leave() : bring(),
    );
    beforeLeaving(async () => {
      const open = [...new Set(this.#open.values())];
      return (await Promise.all(open.map((autosave) => autosave.finished()))).every(Boolean);
    });
    session.subscribe(() => session.snapshot().status === "ended" && this.#clear());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly unsaved = (): readonly Unsaved[] => this.#unsaved;

  /** A note that is on its way, by its id or that of its making. */
  find(name: string): Autosave | null {
    return this.#open.get(name) ?? null;
  }

  /** A note with what the server has of it, or what this device has kept; null when neither knows of it. */
  open(name: string, version: Version | null): Autosave | null {
    const found = this.find(name);
    if (found) {
      if (version) found.hear(version);
      return found;
    }
    const draft = this.drafts.take(name);
    if (!draft) return version && this.#take(opened(name, version));
    const autosave = this.#take(recovered(draft));
    if (version) autosave.hear(version);
    return autosave;
  }

  begin(mine?: Content): Autosave {
    return this.#take(fresh(newId(), mine));
  }

  /** Everything that was kept goes out, also what no editor shows. */
  async bring(): Promise<void> {
    // Without a network it stays where it is; who comes by next asks again.
    if (!isClaimed() && !(await isOurs().catch(() => false))) return;
    for (const draft of this.drafts.list()) this.open(nameOf(draft), null);
    this.#each((autosave) => autosave.flush());
  }

  /** No longer of this tab; what was not saved of it is returned, for who wants it back. */
  forget(autosave: Autosave): Draft | null {
    const draft = draftOf(autosave.note);
    autosave.drop();
    for (const [key, open] of this.#open) if (open === autosave) this.#open.delete(key);
    this.#look();
    return draft;
  }

  #take(note: Note): Autosave {
    const ports: Ports = {
      send: async (sending, leaving) => {
        if (await isOurs()) return send(sending, leaving);
        this.#clear();
        throw new ApiError("session_ended", 401);
      },
      read: async (id) => {
        const document = await readNote(id);
        return document && versionOf(document);
      },
      drafts: this.drafts,
      newId,
      online: () => navigator.onLine,
      onStored: ({ id }) => this.#open.set(id, autosave),
    };
    const autosave: Autosave = new Autosave(note, ports);
    this.#open.set(note.id ?? note.clientId, autosave);
    autosave.subscribe(this.#look);
    this.#look();
    return autosave;
  }

  readonly #look = (): void => {
    const now: Unsaved[] = [];
    this.#each(({ note }) => {
      if (saving(note) === "unsaved")
        now.push({ name: note.id ?? note.clientId, id: note.id, ...shortened(note.mine) });
    });
    if (JSON.stringify(now) === JSON.stringify(this.#unsaved)) return;
    this.#unsaved = now;
    for (const listener of this.#listeners) listener();
  };

  #each(act: (autosave: Autosave) => void): void {
    for (const autosave of new Set(this.#open.values())) act(autosave);
  }

  #clear(): void {
    forgetOwner();
    this.#each((autosave) => autosave.stop());
    this.#open.clear();
    this.#look();
  }
}

let desk: Desk | null = null;
export const theDesk = (): Desk => {
  desk ??= new Desk();
  return desk;
};
