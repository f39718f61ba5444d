// @vitest-environment node
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { contentHash, partRange, partsOf } from "./contentHash";

type Case = { size: number; parts: string[]; sha256: string };

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const { part_size: partSize, cases } = JSON.parse(read("tests/vectors/content_hash.json")) as {
  part_size: number;
  cases: Case[];
};

/** Every byte of part n has the value n. */
const content = (size: number): Blob =>
  new Blob(
    Array.from({ length: partsOf(size) }, (_, index) => {
      const [start, end] = partRange(size, index + 1);
      return new Uint8Array(end - start).fill(index + 1);
    }),
  );

/** The worker's own file, in a world that has what a worker has. */
function worker(file: Blob, from = 0): Promise<{ parts: string[]; end: string }> {
  return new Promise((resolve) => {
    const parts: string[] = [];
    const self = {
      onmessage: null as ((event: { data: unknown }) => void) | null,
      postMessage: (answer: { part?: string; end?: string }) => {
        if (answer.part) parts.push(answer.part);
        if (answer.end) resolve({ parts, end: answer.end });
      },
    };
    runInNewContext(read("web/public/workers/hash.js"), { self, crypto, btoa, navigator: {}, Uint8Array });
    self.onmessage?.({ data: { id: 1, file, from, keep: null } });
  });
}

test("a part is 8 MiB", () => expect(partSize).toBe(8 * 1024 * 1024));

test.each(cases)(
  "worker and composite come to the hash that everybody comes to: $size bytes",
  async (given) => {
    const { parts, end } = await worker(content(given.size));
    expect(end).toBe("read");
    expect(parts).toEqual(given.parts);
    expect(await contentHash(parts)).toBe(given.sha256);
  },
);

test("the worker goes on from the part it is told", async () => {
  const last = cases.at(-1) as Case;
  expect((await worker(content(last.size), 2)).parts).toEqual(last.parts.slice(2));
});

test("what cannot be read is said to be unreadable", async () => {
  const gone = { size: 3, slice: () => ({ arrayBuffer: () => Promise.reject(new Error("gone")) }) };
  expect((await worker(gone as unknown as Blob)).end).toBe("unreadable");
});
