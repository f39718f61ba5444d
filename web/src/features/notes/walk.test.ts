// @vitest-environment node
/** Laws of model.ts on random walks: typing, lost answers, kills and another device, in any order. */
import { expect, test } from "vitest";
import {
  acknowledged,
  type Choice,
  type Content,
  compared,
  draftOf,
  due,
  fresh,
  heard,
  isDirty,
  type Note,
  recovered,
  saving,
  sent,
  settled,
  typed,
  unanswered,
  type Version,
} from "./model";

/** Mulberry32: the same walk for the same seed. */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

/** A server with one note, made idempotently, changed under its revision; answers may be lost after the deed. */
class Server {
  id: string | null = null;
  now: Version = { rev: 0, title: "", text: "" };
  readonly copies: Content[] = [];
  readonly seen = new Set<string>();

  write(content: Content): Version {
    this.seen.add(content.text);
    this.now = { ...content, rev: this.now.rev + 1 };
    return this.now;
  }

  take(sending: NonNullable<ReturnType<typeof due>>): Version | "stale" {
    if (sending.kind === "create") {
      if (this.id === null) {
        this.id = "n";
        this.write(sending.content);
      }
      return this.now;
    }
    return sending.rev === this.now.rev ? this.write(sending.content) : "stale";
  }
}

function step(note: Note, server: Server, chance: () => number): Note {
  const sending = due(note);
  if (!sending) return note;
  const busy = sent(note, sending);
  const luck = chance();
  if (luck < 0.25) return unanswered(busy); // never arrived
  const answer = server.take(sending);
  if (luck < 0.5) return unanswered(busy); // arrived, the answer did not
  return answer === "stale" ? compared(busy, server.now) : acknowledged(busy, server.id as string, answer);
}

const CHOICES: readonly Choice[] = ["mine", "theirs", "both"];

/** Types, sends, loses answers, is killed and comes back, while another device may write too. */
class Walk {
  readonly chance: () => number;
  readonly server = new Server();
  note = fresh("c");
  conflicts = 0;
  typed = "";
  /** Words that gave way to others without being typed over. */
  readonly replaced: string[] = [];

  constructor(
    seed: number,
    readonly other: boolean,
    readonly choose: (chance: () => number) => Choice,
  ) {
    this.chance = random(seed);
    for (let turn = 0; turn < 60; turn += 1) this.turn(turn);
    for (let turn = 0; turn < 200 && (isDirty(this.note) || this.note.conflict); turn += 1) {
      this.become(step(this.note, this.server, () => 1));
      this.decide("both");
    }
  }

  turn(turn: number): void {
    const luck = this.chance();
    if (luck < 0.4) this.type(`${this.note.mine.text}${turn}.`);
    else if (luck < 0.75) this.become(step(this.note, this.server, this.chance));
    else if (luck < 0.85) this.kill();
    else this.elsewhere(turn);
    this.decide(this.choose(this.chance));
  }

  type(text: string): void {
    this.typed = text;
    this.note = typed(this.note, { text });
  }

  kill(): void {
    const draft = draftOf(this.note);
    if (draft) this.become(recovered(JSON.parse(JSON.stringify(draft))));
  }

  elsewhere(turn: number): void {
    const { id, now } = this.server;
    if (id !== null && this.other) this.server.write({ title: "", text: `${now.text}x${turn}.` });
    else if (this.note.id !== null) this.become(heard(this.note, now));
  }

  decide(choice: Choice): void {
    if (!this.note.conflict) return;
    this.conflicts += 1;
    const { note, copy } = settled(this.note, choice, "copy");
    if (copy) this.server.copies.push(copy);
    this.become(note);
  }

  become(note: Note): void {
    if (note.mine.text !== this.note.mine.text) this.replaced.push(this.note.mine.text);
    this.note = note;
  }
}

const SEEDS = Array.from({ length: 400 }, (_, seed) => seed + 1);

test("whatever is lost on the way, one device alone never has a conflict, and its last word is stored", () => {
  for (const seed of SEEDS) {
    const { note, server, conflicts, typed: last } = new Walk(seed, false, () => "both");
    expect([conflicts, server.copies.length, server.now.text], `seed ${seed}`).toEqual([0, 0, last]);
    expect(saving(note), `seed ${seed}`).toBe("saved");
  }
});

test("with another device, keeping both loses no word of either", () => {
  let conflicts = 0;
  for (const seed of SEEDS) {
    const walk = new Walk(seed, true, () => "both");
    const stored = new Set([...walk.server.seen, ...walk.server.copies.map(({ text }) => text)]);
    for (const text of [...walk.replaced, walk.note.mine.text])
      expect(text === "" || stored.has(text), `seed ${seed}: ${text}`).toBe(true);
    conflicts += walk.conflicts;
  }
  expect(conflicts).toBeGreaterThan(100); // the walks do lead there
});

test("it always comes to rest, whatever the person chooses", () => {
  for (const seed of SEEDS) {
    const { note } = new Walk(seed, true, (chance) => CHOICES[Math.floor(chance() * 3)] as Choice);
    expect([saving(note), note.mine.text], `seed ${seed}`).toEqual(["saved", note.base?.local.text]);
  }
});
