/**
 * A picture of some thirty bytes, as it looks before the real one is there. Reads ThumbHash (Evan Wallace, public domain,
 * https://evanw.github.io/thumbhash): the first terms of a cosine transform in luminance, two colour differences and alpha.
 */

export type Pixels = { width: number; height: number; rgba: Uint8ClampedArray<ArrayBuffer> };
type Channel = { nx: number; ny: number; terms: number[] };

/** Enough for some forty waves; the browser smooths the rest. */
const LONG_SIDE = 16;

const bytesOf = (base64: string): Uint8Array | null => {
  try {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
};

/** How many terms along x and y tell the shape, as thumbHashToApproximateAspectRatio does. */
type Read = { terms: [number, number]; channels: Waves[] };
/** A constant and what swings around it. */
type Waves = Channel & { mean: number };

/** null for what is no hash. */
export function pixelsOf(base64: string): Pixels | null {
  const hash = bytesOf(base64);
  return hash && hash.length >= 5 ? draw(read(hash)) : null;
}

function read(hash: Uint8Array): Read {
  const at = (index: number): number => hash[index] ?? 0;
  const header = at(0) | (at(1) << 8) | (at(2) << 16);
  const small = at(3) | (at(4) << 8);
  const alpha = header >> 23 !== 0;
  const landscape = small >> 15 !== 0;
  const limit = alpha ? 5 : 7;
  const [tx, ty] = landscape ? [limit, small & 7] : [small & 7, limit];
  let place = alpha ? 12 : 10; // in half bytes
  const waves = (mean: number, nx: number, ny: number, scale: number): Waves => {
    const terms = orders(nx, ny).map(() => {
      const half = (at(place >> 1) >> ((place & 1) << 2)) & 15;
      place += 1;
      return (half / 7.5 - 1) * scale;
    });
    return { mean, nx, ny, terms };
  };
  const channels = [
    waves((header & 63) / 63, Math.max(3, tx), Math.max(3, ty), ((header >> 18) & 31) / 31),
    waves(((header >> 6) & 63) / 31.5 - 1, 3, 3, (((small >> 3) & 63) / 63) * 1.25),
    waves(((header >> 12) & 63) / 31.5 - 1, 3, 3, (((small >> 9) & 63) / 63) * 1.25),
    ...(alpha ? [waves((at(5) & 15) / 15, 5, 5, (at(5) >> 4) / 15)] : []),
  ];
  return { terms: [tx, ty], channels };
}

/** The waves that are kept, along x and y: a triangle without the constant. */
const orders = (nx: number, ny: number): [number, number][] =>
  Array.from({ length: ny }, (_, v) => v).flatMap((v) =>
    Array.from({ length: nx }, (_, u): [number, number] => [u, v]).filter(
      ([u]) => u + v > 0 && u * ny < nx * (ny - v),
    ),
  );

function draw({ terms: [tx, ty], channels }: Read): Pixels {
  const ratio = (tx || 1) / (ty || 1);
  const width = Math.max(1, Math.round(ratio > 1 ? LONG_SIDE : LONG_SIDE * ratio));
  const height = Math.max(1, Math.round(ratio > 1 ? LONG_SIDE / ratio : LONG_SIDE));
  const rgba = new Uint8ClampedArray(width * height * 4);
  const known = channels.map((channel) => ({ ...channel, orders: orders(channel.nx, channel.ny) }));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [l = 0, p = 0, q = 0, alpha = 1] = known.map(({ mean, terms, orders: kept }) =>
        kept.reduce(
          (sum, [u, v], index) => sum + (terms[index] ?? 0) * 2 * wave(u, x, width) * wave(v, y, height),
          mean,
        ),
      );
      const b = l - (2 / 3) * p;
      const r = (3 * l - b + q) / 2;
      rgba.set([255 * r, 255 * (r - q), 255 * b, 255 * alpha], 4 * (y * width + x));
    }
  return { width, height, rgba };
}

const wave = (order: number, place: number, length: number): number =>
  Math.cos((Math.PI * order * (place + 0.5)) / length);
