/** A CSV file as text. Pure. */

/** Below the API's 256 KiB for a whole request, quotes and escapes included. */
export const MAX_BYTES = 240 * 1024;

const hasBom = (bytes: Uint8Array, ...bom: number[]): boolean =>
  bom.every((byte, index) => bytes[index] === byte);

/** UTF-8 where it is that, UTF-16 where its mark says so, else the code page of Turkish spreadsheets. */
export function decode(bytes: Uint8Array): string {
  if (hasBom(bytes, 0xff, 0xfe)) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1254").decode(bytes);
  }
}

/** Whether the text fits into a request as JSON. */
export const fits = (text: string): boolean =>
  new TextEncoder().encode(JSON.stringify(text)).length <= MAX_BYTES;
