/**
 * One note between this screen and the server, as values. Pure: what is typed, what is on its way, what the server is known to
 * have, and what to do when both sides have changed.
 *
 *   saved --typed--> dirty --sent--> saving --acknowledged--> saved (or dirty again)
 *                      ^                |
 *                      |                +--failed--> dirty, with a trouble
 *                      +---compared-----+--412-----> compared: merged, or a conflict that a person settles
 *
 * [Note: Lost answers] A call without an answer may have reached the server. Its mark is kept in `maybe` until the next answer,
 * so that a server which has exactly what was sent from here is never mistaken for another device.
 */

export type Content = { title: string; text: string };
export type Version = Content & { rev: number };
/** What the server has, and the same as it was typed here: the server may write it differently (NFC, trimmed). */
export type Base = { rev: number; server: Content; local: Content };
/** `unreachable`: it will be tried again. Anything else is the code of a refusal, which only a change of the note can mend. */
export type Trouble = "unreachable" | (string & {});

export type Note = {
  /** null: the server has not said that it has this note. */
  id: string | null;
  clientId: string;
  mine: Content;
  base: Base | null;
  /** What the call that makes the note carries, the same in every attempt. */
  first: Content | null;
  maybe: readonly string[];
  sending: Content | null;
  conflict: Version | null;
  trouble: Trouble | null;
  /** Failures since the last answer. */
  attempts: number;
};

export type Sending =
  | { kind: "create"; clientId: string; content: Content }
  | { kind: "update"; id: string; rev: number; content: Content };

const BLANK: Content = { title: "", text: "" };
/** More than are ever tried between two answers of a day. */
const MAYBE_MAX = 60;

const contentOf = ({ title, text }: Content): Content => ({ title, text });
export const same = (a: Content, b: Content): boolean => a.title === b.title && a.text === b.text;
export const isBlank = ({ title, text }: Content): boolean => title.trim() === "" && text.trim() === "";

const baseOf = (version: Version, local: Content = version): Base => ({
  rev: version.rev,
  server: contentOf(version),
  local: contentOf(local),
});

/** Length and two 32-bit FNV-1a passes: enough to tell the few things sent from here from everything else. */
export function mark({ title, text }: Content): string {
  const whole = `${title.trim()}\u0000${text}`.normalize("NFC");
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let at = 0; at < whole.length; at += 1) {
    const unit = whole.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + at), 0x85ebca6b);
  }
  return `${whole.length}.${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}`;
}

const start = (clientId: string): Note => ({
  id: null,
  clientId,
  mine: BLANK,
  base: null,
  first: null,
  maybe: [],
  sending: null,
  conflict: null,
  trouble: null,
  attempts: 0,
});

/** A note nobody has heard of yet. */
export const fresh = (clientId: string, mine: Content = BLANK): Note => ({
  ...start(clientId),
  mine: contentOf(mine),
});

/** A note as the server has it. */
export const opened = (id: string, version: Version): Note => ({
  ...start(id),
  id,
  mine: contentOf(version),
  base: baseOf(version),
});

/** Is there anything that the server has not acknowledged? An empty new note is nothing. */
export const isDirty = ({ base, mine, first }: Note): boolean =>
  base === null ? first !== null || !isBlank(mine) : !same(mine, base.local);

export const typed = (note: Note, change: Partial<Content>): Note => ({
  ...note,
  mine: { ...note.mine, ...change },
  trouble: note.trouble === "unreachable" ? note.trouble : null,
});

/** What should go out now; null while nothing may or needs to. */
export function due(note: Note): Sending | null {
  if (note.sending || note.conflict || !isDirty(note)) return null;
  if (note.trouble !== null && note.trouble !== "unreachable") return null;
  if (note.id === null || note.base === null)
    return { kind: "create", clientId: note.clientId, content: note.first ?? note.mine };
  return { kind: "update", id: note.id, rev: note.base.rev, content: note.mine };
}

export const sent = (note: Note, { kind, content }: Sending): Note => ({
  ...note,
  sending: content,
  first: kind === "create" ? content : note.first,
  maybe: [...note.maybe, mark(content)].slice(-MAYBE_MAX),
});

const answered = { sending: null, maybe: [], trouble: null, attempts: 0 } as const;

/** The server has taken what was sent. */
export function acknowledged(note: Note, id: string, version: Version): Note {
  const local = note.sending ?? version;
  const settled = { ...note, ...answered, id, first: null };
  // Made by an earlier attempt whose answer was lost, and changed elsewhere since.
  if (note.id === null && note.maybe.length > 1 && !same(local, version))
    return compared({ ...settled, base: { rev: 0, server: local, local } }, version);
  return { ...settled, base: baseOf(version, local) };
}

/** No answer: it may have arrived. */
export const unanswered = (note: Note): Note => ({
  ...note,
  sending: null,
  trouble: "unreachable",
  attempts: note.attempts + 1,
});

/** An answer that says no: it has not arrived, and will not by asking again. */
export const refused = (note: Note, code: string): Note => ({
  ...note,
  sending: null,
  maybe: note.maybe.slice(0, -1),
  first: note.id === null && note.maybe.length <= 1 ? null : note.first,
  trouble: code,
});

/** It was purged elsewhere; what is written here becomes a new note rather than being lost. */
export const orphaned = (note: Note, clientId: string): Note => fresh(clientId, note.mine);

/** One part of a note when both sides may have changed it; undefined: they have, and differently. */
function part(key: keyof Content, { mine }: Note, base: Base, theirs: Content): string | undefined {
  if (mine[key] === base.local[key] || mine[key] === theirs[key]) return theirs[key];
  return theirs[key] === base.server[key] ? mine[key] : undefined;
}

/** The three-way check: what the server has now, beside what it had and what is written here. Never asks without need. */
export function compared(note: Note, theirs: Version): Note {
  const known = { ...note, ...answered, conflict: null };
  if (note.base === null || note.maybe.includes(mark(theirs))) return { ...known, base: baseOf(theirs) };
  const title = part("title", note, note.base, theirs);
  const text = part("text", note, note.base, theirs);
  if (title === undefined || text === undefined) return { ...known, conflict: theirs };
  return { ...known, mine: { title, text }, base: baseOf(theirs) };
}

/** News of the server that nobody here has asked for. Older than what is known, or while an answer is awaited: no news. */
export function heard(note: Note, theirs: Version): Note {
  if (note.sending || note.base === null || theirs.rev <= note.base.rev) return note;
  if (note.conflict && theirs.rev <= note.conflict.rev) return note;
  return compared(note, theirs);
}

export type Choice = "mine" | "theirs" | "both";

/** A person has decided. `copy` is what becomes a note of its own. */
export function settled(note: Note, choice: Choice, copyTitle: string): { note: Note; copy: Content | null } {
  const theirs = note.conflict;
  if (!theirs) return { note, copy: null };
  const known: Note = { ...note, conflict: null, base: baseOf(theirs) };
  if (choice === "mine") return { note: known, copy: null };
  const copy = choice === "both" ? { title: copyTitle, text: note.mine.text } : null;
  return { note: { ...known, mine: contentOf(theirs) }, copy };
}

/** What is kept on the device until the server has acknowledged it. */
export type Draft = Pick<Note, "id" | "clientId" | "mine" | "base" | "first" | "maybe">;

export const draftOf = (note: Note): Draft | null => {
  if (!isDirty(note)) return null;
  const { id, clientId, mine, base, first, maybe } = note;
  return { id, clientId, mine, base, first, maybe };
};

export const recovered = (draft: Draft): Note => ({ ...start(draft.clientId), ...draft });

export type Saving = "saved" | "saving" | "unsaved";

/** What may honestly be said of it. */
export const saving = (note: Note): Saving =>
  note.trouble || note.conflict ? "unsaved" : isDirty(note) || note.sending ? "saving" : "saved";
