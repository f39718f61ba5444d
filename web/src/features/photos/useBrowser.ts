/** Facts of the grid's surroundings: how many columns fit, and which part is near the screen. */
import { type RefObject, useEffect, useState, useSyncExternalStore } from "react";

/** From this width on (rem) so many columns. */
const STEPS = [
  [64, 6],
  [40, 5],
] as const;
const NARROW = 3;

const queries = () => STEPS.map(([rem]) => window.matchMedia(`(min-width: ${rem}rem)`));

const subscribe = (notify: () => void): (() => void) => {
  const all = queries();
  for (const query of all) query.addEventListener("change", notify);
  return () => {
    for (const query of all) query.removeEventListener("change", notify);
  };
};

const columnsNow = (): number => {
  const at = queries().findIndex(({ matches }) => matches);
  return STEPS[at]?.[1] ?? NARROW;
};

export const useColumns = (): number => useSyncExternalStore(subscribe, columnsNow, () => NARROW);

/** True while the element is near the viewport, and false again when it has gone. */
export function useNear(ref: RefObject<Element | null>, margin: string, start: boolean): boolean {
  const [near, setNear] = useState(start);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: margin,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, margin]);
  return near;
}
