import { useEffect, useState } from "react";

/** A value once it has been still for `ms`. It is the same as long as its `mark` is. */
export function useSettled<T>(value: T, ms: number, mark: (value: T) => unknown = (same) => same): T {
  const [settled, settle] = useState(value);
  const key = mark(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark stands for the value
  useEffect(() => {
    const timer = setTimeout(() => settle(value), ms);
    return () => clearTimeout(timer);
  }, [key, ms]);
  return settled;
}
