/** Rows that change places glide there, so that the eye can follow; with reduced motion they are simply there. */
import { type RefObject, useLayoutEffect, useRef } from "react";

const GLIDE = { duration: 280, easing: "cubic-bezier(0.2, 0.8, 0.2, 1)" } as const;

const calm = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** How far a row that is still gliding is from its place. */
const drift = (row: HTMLElement): number =>
  row.getAnimations().length > 0 ? new DOMMatrixReadOnly(getComputedStyle(row).transform).m42 : 0;

function glide(row: HTMLElement, was: number): void {
  if (was === row.offsetTop || typeof row.animate !== "function" || calm()) return;
  const from = was - row.offsetTop + drift(row);
  for (const running of row.getAnimations()) running.cancel();
  row.animate([{ transform: `translateY(${from}px)` }, { transform: "none" }], GLIDE);
}

/** For a list whose children carry `data-key`; `order` is what the places depend on. */
export function useReorder<T extends HTMLElement>(order: string): RefObject<T | null> {
  const list = useRef<T>(null);
  const places = useRef(new Map<string, number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: places are read anew when the order is another
  useLayoutEffect(() => {
    const rows = Array.from(list.current?.children ?? []) as HTMLElement[];
    const keyOf = (row: HTMLElement) => row.dataset.key ?? "";
    for (const row of rows) glide(row, places.current.get(keyOf(row)) ?? row.offsetTop);
    places.current = new Map(rows.map((row) => [keyOf(row), row.offsetTop]));
  }, [order]);
  return list;
}
