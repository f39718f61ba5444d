/**
 * The hash by which the vault knows a content, from the digests of its parts of 8 MiB: up to one part the SHA-256 itself, above it
 * S3's composite. `tests/vectors/content_hash.json` is run here too.
 */

export const PART_BYTES = 8 * 1024 * 1024;

/** An empty file has one part, which is empty. */
export const partsOf = (size: number): number => Math.max(1, Math.ceil(size / PART_BYTES));

/** Of part `number`, from 1. */
export const partRange = (size: number, number: number): [start: number, end: number] => [
  (number - 1) * PART_BYTES,
  Math.min(size, number * PART_BYTES),
];

const encode = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** `parts`: base64 SHA-256 of each part, at least one. */
export async function contentHash(parts: readonly string[]): Promise<string> {
  const [first = "", ...others] = parts;
  if (others.length === 0) return first;
  const digests = Uint8Array.from(parts.map(atob).join(""), (letter) => letter.charCodeAt(0));
  const whole = await crypto.subtle.digest("SHA-256", digests);
  return `${encode(new Uint8Array(whole))}-${parts.length}`;
}
