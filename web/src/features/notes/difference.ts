/** Which lines of two texts differ: everything between their common beginning and their common end. Pure. */

export type Line = { text: string; differs: boolean };

const common = (a: readonly string[], b: readonly string[]): number => {
  const most = Math.min(a.length, b.length);
  const at = a.slice(0, most).findIndex((line, index) => line !== b[index]);
  return at < 0 ? most : at;
};

const marked = (lines: readonly string[], head: number, tail: number): Line[] =>
  lines.map((text, index) => ({ text, differs: index >= head && index < lines.length - tail }));

export function difference(a: string, b: string): [Line[], Line[]] {
  const [one, other] = [a.split("\n"), b.split("\n")];
  const head = common(one, other);
  const tail = common(one.slice(head).reverse(), other.slice(head).reverse());
  return [marked(one, head, tail), marked(other, head, tail)];
}
