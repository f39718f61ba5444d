/** Content hashes by the book, and not by the code under test. For tests. */
import { createHash } from "node:crypto";
import { PART_BYTES } from "@/lib/contentHash";

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("base64");

export function hashOf(content: Uint8Array): string {
  const digests: Buffer[] = [];
  for (let start = 0; start === 0 || start < content.length; start += PART_BYTES)
    digests.push(
      createHash("sha256")
        .update(content.subarray(start, start + PART_BYTES))
        .digest(),
    );
  if (digests.length === 1) return (digests[0] as Buffer).toString("base64");
  return `${sha256(Buffer.concat(digests))}-${digests.length}`;
}
