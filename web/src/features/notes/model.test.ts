// @vitest-environment node
import { expect, test } from "vitest";
import {
  acknowledged,
  type Content,
  compared,
  due,
  fresh,
  heard,
  isDirty,
  mark,
  type Note,
  opened,
  refused,
  saving,
  sent,
  settled,
  typed,
  unanswered,
  type Version,
} from "./model";

const version = (rev: number, text: string, title = "Plan"): Version => ({ rev, title, text });
const mine = (base: Version, change: Partial<Content>): Note => typed(opened("n", base), change);

test("nothing is sent for an empty new note, and nothing twice", () => {
  expect(due(fresh("c"))).toBeNull();
  const note = typed(fresh("c"), { text: "a" });
  const sending = due(note);
  expect(sending).toEqual({ kind: "create", clientId: "c", content: { title: "", text: "a" } });
  expect(due(sent(note, sending as never))).toBeNull();
});

test("only one side has changed: nobody is asked", () => {
  const base = version(1, "a");
  expect(compared(opened("n", base), version(2, "b"))).toMatchObject({ mine: { text: "b" }, conflict: null });
  const kept = compared(mine(base, { text: "c" }), version(2, "a"));
  expect(kept).toMatchObject({ mine: { text: "c" }, conflict: null });
  expect(due(kept)).toMatchObject({ kind: "update", rev: 2 });
});

test("one side changed the title and the other the text: both stay", () => {
  const note = compared(mine(version(1, "a"), { title: "Yaz" }), version(2, "b"));
  expect(note).toMatchObject({ mine: { title: "Yaz", text: "b" }, conflict: null });
  expect(isDirty(note)).toBe(true);
});

test("both sides came to the same words: nothing is left to do", () => {
  expect(isDirty(compared(mine(version(1, "a"), { text: "b" }), version(2, "b")))).toBe(false);
});

test("both sides changed the same part: a person settles it, and nothing goes out before", () => {
  const note = compared(mine(version(1, "a"), { text: "b" }), version(2, "c"));
  expect(note.conflict).toEqual(version(2, "c"));
  expect(due(note)).toBeNull();
  expect(saving(note)).toBe("unsaved");
  expect(due(settled(note, "mine", "").note)).toMatchObject({ rev: 2, content: { text: "b" } });
  const theirs = settled(note, "theirs", "");
  expect([isDirty(theirs.note), theirs.note.mine.text, theirs.copy]).toEqual([false, "c", null]);
  const both = settled(note, "both", "Plan (kopya)");
  expect([both.note.mine.text, both.copy]).toEqual(["c", { title: "Plan (kopya)", text: "b" }]);
});

test("a lost answer is no conflict with oneself", () => {
  let note = mine(version(1, "a"), { text: "b" });
  note = unanswered(sent(note, due(note) as never));
  note = typed(note, { text: "bc" });
  expect(compared(note, version(2, "b"))).toMatchObject({
    conflict: null,
    mine: { text: "bc" },
    base: { rev: 2 },
  });
});

test("the server may write it differently without being taken for somebody else", () => {
  let note = mine(version(1, "a"), { title: "Plan " });
  note = acknowledged(sent(note, due(note) as never), "n", version(2, "a"));
  expect([saving(note), note.mine.title]).toEqual(["saved", "Plan "]);
  note = typed(note, { title: "Plan B" });
  expect(compared(note, version(3, "b"))).toMatchObject({
    conflict: null,
    mine: { title: "Plan B", text: "b" },
  });
});

test("the call that makes a note is the same in every attempt", () => {
  let note = typed(fresh("c"), { text: "a" });
  note = unanswered(sent(note, due(note) as never));
  note = typed(note, { text: "ab" });
  expect(due(note)).toMatchObject({ kind: "create", content: { text: "a" } });
  note = acknowledged(sent(note, due(note) as never), "n", version(1, "a", ""));
  expect(due(note)).toMatchObject({ kind: "update", rev: 1, content: { text: "ab" } });
});

test("a refusal waits for a change, a lost network does not", () => {
  let note = mine(version(1, "a"), { text: "b" });
  note = refused(sent(note, due(note) as never), "quota_exceeded");
  expect(due(note)).toBeNull();
  expect(due(typed(note, { text: "" }))).not.toBeNull();
  expect(due(unanswered(note))).not.toBeNull();
});

test("older news and news while an answer is awaited change nothing", () => {
  const note = mine(version(3, "a"), { text: "b" });
  expect(heard(note, version(2, "z"))).toBe(note);
  const busy = sent(note, due(note) as never);
  expect(heard(busy, version(9, "z"))).toBe(busy);
});

test("marks tell apart what differs, and not how letters are composed", () => {
  expect(mark({ title: "a", text: "b" })).not.toBe(mark({ title: "", text: "ab" }));
  expect(mark({ title: "ü ", text: "" })).toBe(mark({ title: "u\u0308", text: "" }));
});
