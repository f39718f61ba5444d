import { beforeEach, expect, test, vi } from "vitest";
import { session } from "@/api";
import { brought } from "@/api/account";
import { type Answer, network } from "@/api/testing";
import { claimDevice, forgetDeviceData, isClaimed } from "@/lib/deviceData";
import { theDesk } from "./desk";
import { createDrafts, hasDrafts } from "./drafts";
import { draftOf, fresh } from "./model";

const ME = "GET /api/auth/me";
const MADE = "POST /api/vault/notes";
const made: Answer = {
  status: 201,
  body: { node: { id: "n", kind: "note", rev: 1 }, title: "", text: "gizli" },
};

beforeEach(() => {
  theDesk();
  session.end(); // nothing of another test is left on the desk
  session.adopt({ token: "a", lifetime: 900_000, expiresAt: Date.now() + 900_000 });
});

const keepOne = () => {
  const draft = draftOf(fresh("c", { title: "", text: "gizli" }));
  if (draft) createDrafts(localStorage, "before", Date.now).keep("c", draft);
};

test("whoever leaves hears whether all words have reached the server", async () => {
  const answers: Record<string, Answer> = { [ME]: { body: { id: "u1" } }, [MADE]: made };
  network(answers);
  theDesk().begin({ title: "", text: "gizli" });
  expect(await brought()).toBe(true);
  answers[MADE] = { status: 413, body: { code: "quota_exceeded" } };
  theDesk().begin({ title: "", text: "gizli" });
  expect(await brought()).toBe(false);
});

test("words of another tab count, and so does an answer that does not come in time", async () => {
  network({ [ME]: { body: { id: "u1" } } });
  keepOne();
  expect(await brought()).toBe(false);
  forgetDeviceData();
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
  vi.useFakeTimers();
  theDesk().begin({ title: "", text: "gizli" });
  const late = brought();
  await vi.advanceTimersByTimeAsync(5000);
  vi.useRealTimers();
  expect(await late).toBe(false);
});

test("an end that the server has set leaves words to the same account, and no one else sees them", async () => {
  claimDevice("u1");
  keepOne();
  localStorage.setItem("kept/other", "x");
  session.end(false);
  expect([hasDrafts(localStorage), isClaimed(), localStorage.getItem("kept/other")]).toEqual([
    true,
    false,
    null,
  ]);
  session.adopt({ token: "b", lifetime: 900_000, expiresAt: Date.now() + 1_900_000 });
  const calls = network({ [ME]: { body: { id: "u2" } }, [MADE]: made });
  const bringing = theDesk().bring();
  expect(theDesk().find("c")).toBeNull(); // whose they are is asked first
  await bringing;
  expect([theDesk().find("c"), hasDrafts(localStorage)]).toEqual([null, false]);
  expect(calls.map(({ path }) => path)).toEqual(["/api/auth/me"]);
});

test("the same account has its words again", async () => {
  claimDevice("u1");
  keepOne();
  session.end(false);
  session.adopt({ token: "b", lifetime: 900_000, expiresAt: Date.now() + 1_900_000 });
  network({ [ME]: { body: { id: "u1" } }, [MADE]: made });
  await theDesk().bring();
  await expect.poll(() => theDesk().find("n")?.note.mine.text).toBe("gizli");
  expect(hasDrafts(localStorage)).toBe(false);
});

test("words of nobody's account go with any end", () => {
  keepOne();
  session.end(false);
  expect(hasDrafts(localStorage)).toBe(false);
});
