/** At most one call in a while, the first at once and the last never left out: progress of many files would keep a page busy. */
export function paced(work: () => void, every: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let late = false;
  return () => {
    if (timer !== undefined) {
      late = true;
      return;
    }
    const rest = () => {
      timer = undefined;
      if (!late) return;
      late = false;
      timer = setTimeout(rest, every);
      work();
    };
    timer = setTimeout(rest, every);
    work();
  };
}
