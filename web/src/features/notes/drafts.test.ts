import { expect, test, vi } from "vitest";
import { claimDevice, forgetDeviceData } from "@/lib/deviceData";
import { createDrafts, hasDrafts } from "./drafts";
import { draftOf, fresh, opened, recovered, typed } from "./model";

let clock = 0;
const tab = (name: string) => createDrafts(localStorage, name, () => ++clock);
const draft = (text: string, id: string | null = "n") => {
  const note = id ? opened(id, { rev: 1, title: "", text: "" }) : fresh("c");
  return draftOf(typed(note, { text })) as NonNullable<ReturnType<typeof draftOf>>;
};

test("what was kept is there again, whole", () => {
  tab("a").keep("n", draft("üç satır\n"));
  const found = tab("b").take("n");
  expect(found && recovered(found)).toEqual(recovered(draft("üç satır\n")));
});

test("two tabs do not overwrite each other's words; the older ones come to light afterwards", () => {
  const [a, b, later] = [tab("a"), tab("b"), tab("c")];
  a.keep("n", draft("from a"));
  b.keep("n", draft("from b"));
  expect(later.take("n")?.mine.text).toBe("from b");
  later.drop("n");
  expect(later.take("n")?.mine.text).toBe("from a");
  later.drop("n");
  expect(hasDrafts(localStorage)).toBe(false);
});

test("the newest of each note is listed, also of notes without an id", () => {
  tab("a").keep("n", draft("old"));
  tab("b").keep("n", draft("new"));
  tab("a").keep("c", draft("made", null));
  expect(
    tab("c")
      .list()
      .map(({ mine }) => mine.text),
  ).toEqual(["made", "new"]);
});

test("a device without room says so, and spoilt drafts are passed over", () => {
  localStorage.setItem("kept/note/n/x", "{");
  localStorage.setItem("kept/note/n/y", '{"mine":{}}');
  expect(tab("a").take("n")).toBeNull();
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  expect(tab("a").keep("n", draft("b"))).toBe(false);
});

test("the end of a session and another account leave nothing", () => {
  expect(claimDevice("u1")).toBe(true);
  tab("a").keep("n", draft("mine"));
  expect(claimDevice("u1")).toBe(true);
  expect(hasDrafts(localStorage)).toBe(true);
  expect(claimDevice("u2")).toBe(false);
  expect(hasDrafts(localStorage)).toBe(false);
  tab("a").keep("n", draft("mine"));
  localStorage.setItem("preferences", "{}");
  forgetDeviceData();
  expect(Object.keys(localStorage)).toEqual(["preferences"]);
});
