import { expect, test } from "vitest";
import { decode, fits, MAX_BYTES } from "./file";

const bytes = (...list: number[]) => new Uint8Array(list);

test("UTF-8 is read as such, and Excel's Turkish code page where it is not", () => {
  expect(decode(new TextEncoder().encode("şehir;İzmir"))).toBe("şehir;İzmir");
  expect(decode(bytes(0xfe, 0x65, 0x68, 0x69, 0x72, 0x3b, 0xdd, 0x7a, 0x6d, 0x69, 0x72))).toBe("şehir;İzmir");
});

test("UTF-16 is known by its mark", () => {
  expect(decode(bytes(0xff, 0xfe, 0x61, 0x00, 0x5f, 0x01)).replace("\ufeff", "")).toBe("aş");
});

test("what does not fit into a request is known before it is sent", () => {
  expect(fits("a".repeat(1000))).toBe(true);
  expect(fits("ş".repeat(MAX_BYTES / 2))).toBe(false);
});
