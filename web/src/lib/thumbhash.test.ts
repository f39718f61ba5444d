// @vitest-environment node
import { expect, test } from "vitest";
import { pixelsOf } from "./thumbhash";

/** The fields of a hash without waves: one colour, of the shape that `lx` by 7 terms tell. */
function plain(l: number, p: number, q: number, lx: number): string {
  const header = l | (p << 6) | (q << 12);
  const bytes = [header & 255, (header >> 8) & 255, header >> 16, lx, 0, ...new Array(20).fill(0x77)];
  return btoa(String.fromCharCode(...bytes));
}

test("a hash of one colour is that colour everywhere, opaque", () => {
  const pixels = pixelsOf(plain(63, 63, 32, 7));
  // l = 1, p = 1, q ≈ 0: b = l - 2p/3, r = (3l - b + q) / 2, g = r - q
  expect(pixels?.rgba.slice(0, 4)).toEqual(new Uint8ClampedArray([255, 255, 85, 255]));
  expect(new Set(pixels?.rgba.filter((_, index) => index % 4 === 2))).toEqual(new Set([85]));
});

test("its shape is that of the picture", () => {
  expect(pixelsOf(plain(30, 30, 30, 7))).toMatchObject({ width: 16, height: 16 });
  const upright = pixelsOf(plain(30, 30, 30, 4));
  expect(upright?.height).toBe(16);
  expect(upright?.width).toBe(9);
});

test("the example of its author is a picture with light and dark", () => {
  const pixels = pixelsOf("1QcSHQRnh493V4dIh4eXh1h4kJUI");
  const light = [...(pixels?.rgba ?? [])].filter((_, index) => index % 4 === 0);
  expect(Math.max(...light) - Math.min(...light)).toBeGreaterThan(40);
});

test.each(["", "AAA=", "not base64 §"])("%j is no hash", (text) => expect(pixelsOf(text)).toBeNull());
