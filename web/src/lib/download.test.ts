// @vitest-environment node
import { expect, test } from "vitest";
import { fileName } from "./download";

test.each([
  ["Bahar / 2026: deneme", "Bahar-2026-deneme.csv"],
  ["???", "list.csv"],
])("%s is saved as %s", (title, name) => expect(fileName(title, "list", "csv")).toBe(name));
