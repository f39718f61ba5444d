/** Which lines of two texts differ: those outside their longest common sequence of lines. Pure. */

export type Line = { text: string; differs: boolean };
type Range = [from: number, to: number];

/** Beyond so many pairs of lines everything between the common beginning and the common end counts as different. */
const MOST_PAIRS = 400_000;

const common = (a: readonly string[], b: readonly string[]): number => {
  const most = Math.min(a.length, b.length);
  const at = a.slice(0, most).findIndex((line, index) => line !== b[index]);
  return at < 0 ? most : at;
};

/** Length of the longest common sequence from each pair of places to the end. */
function lengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [row, below] = [rows[i] as Uint16Array, rows[i + 1] as Uint16Array];
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  return rows;
}

/** Places of the lines that both have, in the part of the texts that is not the same anyway. */
function shared(a: readonly string[], b: readonly string[]): [Set<number>, Set<number>] {
  const found: [Set<number>, Set<number>] = [new Set(), new Set()];
  if (a.length * b.length > MOST_PAIRS) return found;
  const rows = lengths(a, b);
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      found[0].add(i++);
      found[1].add(j++);
    } else if ((rows[i + 1]?.[j] ?? 0) >= (rows[i]?.[j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return found;
}

const marked = (lines: readonly string[], [from, to]: Range, kept: ReadonlySet<number>): Line[] =>
  lines.map((text, index) => ({ text, differs: index >= from && index < to && !kept.has(index - from) }));

export function difference(a: string, b: string): [Line[], Line[]] {
  const [one, other] = [a.split("\n"), b.split("\n")];
  const head = common(one, other);
  const tail = common(one.slice(head).reverse(), other.slice(head).reverse());
  const ranges: [Range, Range] = [
    [head, one.length - tail],
    [head, other.length - tail],
  ];
  const [keptA, keptB] = shared(one.slice(...ranges[0]), other.slice(...ranges[1]));
  return [marked(one, ranges[0], keptA), marked(other, ranges[1], keptB)];
}
