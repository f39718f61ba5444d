import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, networkError } from "@/api/problem";
import { Autosave, PAUSE_MS, type Ports } from "./autosave";
import { createDrafts, hasDrafts } from "./drafts";
import { fresh, type Note, opened, recovered, type Sending, saving, type Version } from "./model";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server for one note; `answers` are thrown or handed out one after another, then it takes everything. */
function desk(note: Note, answers: unknown[] = [], theirs: Version | null = null) {
  const sent: Sending[] = [];
  let rev = note.base?.rev ?? 0;
  let online = true;
  let ids = 0;
  const drafts = createDrafts(localStorage, "tab", Date.now);
  const ports: Ports = {
    send: async (sending) => {
      sent.push(sending);
      const answer = answers.shift();
      if (answer) throw answer;
      rev = Math.max(rev, sending.kind === "update" ? sending.rev : 0) + 1;
      const id = sending.kind === "create" ? `n-${sending.clientId}` : sending.id;
      return { id, version: { rev, ...sending.content } };
    },
    read: async () => theirs,
    drafts,
    newId: () => `new${++ids}`,
    online: () => online,
    onStored: () => undefined,
  };
  const autosave = new Autosave(note, ports);
  const state = () => saving(autosave.note);
  return { autosave, sent, drafts, state, setOnline: (now: boolean) => (online = now) };
}

const pause = (ms = PAUSE_MS) => vi.advanceTimersByTimeAsync(ms);
const note = () => opened("n", { rev: 1, title: "Plan", text: "" });

test("it waits for a pause, and for somebody who never pauses five seconds", async () => {
  const { autosave, sent, state } = desk(note());
  for (const text of ["a", "ab", "abc"]) {
    autosave.type({ text });
    await pause(900);
  }
  expect([sent.length, state()]).toEqual([0, "saving"]);
  await pause();
  expect([sent.length, state()]).toEqual([1, "saved"]);
  for (let at = 0; at < 12; at += 1) {
    autosave.type({ text: `x${at}` });
    await pause(500);
  }
  expect(sent.length).toBe(2);
});

test("words are on the device from the first key press until they are acknowledged", async () => {
  const { autosave, drafts } = desk(note(), [networkError()]);
  autosave.type({ text: "a" });
  expect(drafts.list()).toHaveLength(1);
  await pause();
  expect(drafts.list()).toHaveLength(1);
  await pause(2000);
  expect(hasDrafts(localStorage)).toBe(false);
});

test("without a network nothing is tried and nothing is said to be saved", async () => {
  const { autosave, sent, state, setOnline } = desk(note());
  setOnline(false);
  autosave.type({ text: "a" });
  await pause(60_000);
  expect([sent.length, state(), hasDrafts(localStorage)]).toEqual([0, "unsaved", true]);
  setOnline(true);
  autosave.flush();
  await pause(0);
  expect(state()).toBe("saved");
});

test("a new note gets its id, and its draft does not stay under the old name", async () => {
  const { autosave, sent, drafts } = desk(fresh("c"), [networkError()]);
  autosave.type({ text: "a" });
  await pause();
  autosave.type({ text: "ab" });
  await pause(5000);
  expect(sent.map(({ kind, content }) => [kind, content.text])).toEqual([
    ["create", "a"],
    ["create", "a"],
    ["update", "ab"],
  ]);
  expect([autosave.note.id, drafts.list()]).toEqual(["n-c", []]);
});

test("another device's change of the other part is taken in without a question", async () => {
  const stale = new ApiError("precondition_failed", 412);
  const { autosave, sent, state } = desk(note(), [stale], { rev: 5, title: "Yaz planı", text: "" });
  autosave.type({ text: "a" });
  await pause(3000);
  expect(sent.at(-1)).toMatchObject({ rev: 5, content: { title: "Yaz planı", text: "a" } });
  expect(state()).toBe("saved");
});

test("a conflict sends nothing until it is settled, and the draft stays", async () => {
  const stale = new ApiError("precondition_failed", 412);
  const { autosave, sent, state } = desk(note(), [stale], { rev: 5, title: "Plan", text: "other" });
  autosave.type({ text: "a" });
  await pause(60_000);
  expect([sent.length, state(), hasDrafts(localStorage)]).toEqual([1, "unsaved", true]);
  expect(autosave.settle("both", "Plan (kopya)")).toEqual({ title: "Plan (kopya)", text: "a" });
  expect([autosave.note.mine.text, state(), hasDrafts(localStorage)]).toEqual(["other", "saved", false]);
});

test("a note that was purged elsewhere while one writes becomes a new one", async () => {
  const { autosave, sent, state } = desk(note(), [new ApiError("not_found", 404)]);
  autosave.type({ text: "a" });
  await pause(3000);
  expect(sent.at(-1)).toMatchObject({ kind: "create", clientId: "new1", content: { text: "a" } });
  expect(state()).toBe("saved");
});

test("a refusal is not repeated by itself; trying again is", async () => {
  const { autosave, sent, state } = desk(note(), [new ApiError("quota_exceeded", 507)]);
  autosave.type({ text: "a" });
  await pause(120_000);
  expect([sent.length, state(), autosave.note.trouble]).toEqual([1, "unsaved", "quota_exceeded"]);
  autosave.retry();
  await pause(0);
  expect(state()).toBe("saved");
});

test("finished waits for the last word, and says when it cannot be brought", async () => {
  const { autosave, sent } = desk(note());
  autosave.type({ text: "a" });
  const first = autosave.finished();
  autosave.type({ text: "ab" });
  expect(await first).toBe(true);
  expect(sent).toHaveLength(2);
  const lost = desk(note(), [networkError()]);
  lost.autosave.type({ text: "a" });
  expect(await lost.autosave.finished()).toBe(false);
});

test("what is stopped neither sends nor keeps", async () => {
  const { autosave, sent } = desk(note());
  autosave.type({ text: "a" });
  autosave.drop();
  autosave.type({ text: "ab" });
  await pause(10_000);
  expect([sent.length, hasDrafts(localStorage)]).toEqual([0, false]);
});

test("what a kill left behind goes out by itself", async () => {
  const before = desk(note());
  before.autosave.type({ text: "a" });
  const draft = before.drafts.take("n");
  before.autosave.stop();
  const after = desk(recovered(draft as NonNullable<typeof draft>));
  await pause();
  expect([after.sent.length, after.state()]).toEqual([1, "saved"]);
});
