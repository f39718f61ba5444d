import { expect, test } from "vitest";
import { isPreviewable, mimeFamily, mimeOf } from "./mime";

test.each([
  ["a.jpg", "image/jpeg", "image/jpeg"],
  ["IMG_1.HEIC", "", "image/heic"],
  ["notes.txt", "text/plain;charset=utf-8", "text/plain"],
  ["thing", "", "application/octet-stream"],
  ["odd", "not a type", "application/octet-stream"],
])("%s with type %s is %s", (name, type, mime) => expect(mimeOf(name, type)).toBe(mime));

test("families", () => {
  expect(mimeFamily("image/png")).toBe("image");
  expect(mimeFamily("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")).toBe("sheet");
  expect(mimeFamily("application/x-unknown")).toBe("other");
});

test("what an <img> cannot show everywhere gets no preview", () => {
  expect(isPreviewable("image/jpeg")).toBe(true);
  expect(isPreviewable("image/heic")).toBe(false);
});
