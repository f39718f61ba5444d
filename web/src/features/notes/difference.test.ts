// @vitest-environment node
import { expect, test } from "vitest";
import { difference } from "./difference";

const marks = (a: string, b: string) =>
  difference(a, b).map((lines) => lines.filter(({ differs }) => differs).map(({ text }) => text));

test("lines that only one side has differ", () => {
  expect(marks("a\nb\nc", "a\nx\ny\nc")).toEqual([["b"], ["x", "y"]]);
  expect(marks("a\nb", "a\nb")).toEqual([[], []]);
  expect(marks("a\na", "a\na\na")).toEqual([[], ["a"]]);
  expect(marks("x\nb\nc\ny", "b\nz\nc")).toEqual([["x", "y"], ["z"]]);
  expect(marks("", "a")).toEqual([[""], ["a"]]);
});

test("every line is there, in its order", () => {
  const [a, b] = difference("1\n2\n2\n3", "1\n2\n3\n3");
  expect(a.map(({ text }) => text).join("")).toBe("1223");
  expect(b.map(({ text }) => text).join("")).toBe("1233");
});
