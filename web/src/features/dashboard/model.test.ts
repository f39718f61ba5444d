import { expect, test } from "vitest";
import { tr } from "@/lib/i18n/tr";
import { greeting, isEmpty, isFull, photoCount } from "./model";

test.each([
  [3, "İyi akşamlar"],
  [8, "Günaydın"],
  [14, "İyi günler"],
  [20, "İyi akşamlar"],
])("at %i o'clock: %s", (hour, text) => expect(greeting(hour, null, tr)).toBe(text));

test("a person is greeted by the first name", () => {
  expect(greeting(8, "Ayşe Yılmaz", tr)).toBe("Günaydın, Ayşe");
  expect(greeting(8, "  ", tr)).toBe("Günaydın");
});

const summary = (free: number, photo = 0) => ({
  quota: { limit: 1000, used: 1000 - free, reserved: 0, free },
  counts: { photo, file: 0, note: 0, folder: 0 },
  last_backup_at: null,
});

test("nearly full is full", () => {
  expect(isFull(summary(10))).toBe(true);
  expect(isFull(summary(500))).toBe(false);
});

test("empty means no photo and no file", () => {
  expect(isEmpty(summary(10))).toBe(true);
  expect(isEmpty(summary(10, 1))).toBe(false);
});

test("recent photos fill whole rows", () => {
  expect([0, 1, 3, 4, 6, 30].map(photoCount)).toEqual([0, 1, 3, 3, 6, 6]);
});
