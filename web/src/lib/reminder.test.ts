import { expect, test } from "vitest";
import { reminderLanguage, reminderOf } from "./reminder";

test("it says how many wait, in the chosen language", () => {
  expect(reminderOf({ kind: "backup_window", waiting: 37 }, "tr").body).toContain("37 öğe bekliyor");
  expect(reminderOf({ kind: "backup_window", waiting: 1 }, "en").body).toContain("1 item is waiting");
});

test.each([null, "x", {}, { waiting: "7" }, { waiting: -1 }, { waiting: 1.5 }])(
  "%o is shown without a number",
  (payload) => expect(reminderOf(payload, "en").body).toBe("Open the app, and what you choose is backed up."),
);

test("without a choice it speaks the browser's language, and Turkish where that is neither", () => {
  expect(reminderLanguage("en", "tr-TR")).toBe("en");
  expect(reminderLanguage(undefined, "en-GB")).toBe("en");
  expect(reminderLanguage("xx", "de-DE")).toBe("tr");
});
