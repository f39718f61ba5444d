import { expect, test } from "vitest";
import { choices, hasKind, INTERVALS, shortly, withKind, zoneOr } from "./backup";

test("kinds come and go as all their types, and all of them are no limit", () => {
  expect(withKind([], "document", true)).toEqual(["application/*", "text/*"]);
  expect(withKind(["image/*", "application/*", "text/*"], "document", false)).toEqual(["image/*"]);
  expect(hasKind(["application/*"], "document")).toBe(false);
  const three = ["image/*", "video/*", "audio/*"];
  expect(withKind(three, "document", true)).toEqual([]);
});

test("what another client has set by name is kept and offered", () => {
  expect(withKind(["font/woff2", "image/*"], "image", false)).toEqual(["font/woff2"]);
  expect(choices(INTERVALS, 90)).toEqual([0, 60, 90, 360, 720, 1440, 10_080]);
  expect(choices(INTERVALS, 60)).toEqual([...INTERVALS]);
});

test("only a zone that the API takes replaces the one that is set", () => {
  expect(zoneOr("Europe/Berlin", "Europe/Istanbul")).toBe("Europe/Berlin");
  expect(zoneOr("UTC", "Europe/Istanbul")).toBe("UTC");
  for (const odd of ["GMT", "+03:00", "", undefined])
    expect(zoneOr(odd, "Europe/Istanbul")).toBe("Europe/Istanbul");
});

test("windows read shortly", () => {
  expect(
    shortly([
      { start: "22:00", end: "06:00" },
      { start: "12:30", end: "13:00" },
    ]),
  ).toBe("22:00–06:00, 12:30–13:00");
});
