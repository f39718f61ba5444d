/**
 * Where the keyboard goes on when what was pressed leaves with its row: at the row that takes its place, else at the one before it,
 * else at the list; never at the top of the page (WAI-ARIA Authoring Practices, "Developing a Keyboard Interface"). Rows are marked
 * by `data-row`, with an id that lasts.
 *
 * [Note: Left behind] Only one thing has the focus, so only one place is remembered: where it was last, and whether it was pressed
 * there. A row that leaves by itself gives the focus to its list, as the next row's buttons are none that anybody has reached for.
 */
import { type RefCallback, type RefObject, useLayoutEffect, useRef } from "react";

type Spot = {
  list: HTMLElement;
  /** Rows in the order in which the focus goes to them: this one, those behind it, those before it. */
  rows: readonly string[];
  /** Which of its controls. */
  control: number;
};
/** `element` has, or had, the focus. */
type Place = Spot & { element: Element; pressed: boolean };

const CONTROLS = "button:enabled, a[href], input:enabled";

const lists = new Set<HTMLElement>();
let place: Place | null = null;

const idOf = (row: HTMLElement): string => row.dataset.row ?? "";
const rowsOf = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[data-row]")];
const controlsOf = (row: HTMLElement): HTMLElement[] => [...row.querySelectorAll<HTMLElement>(CONTROLS)];
const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

function placeOf(list: HTMLElement, element: Element, pressed: boolean): Place | null {
  const row = element.closest<HTMLElement>("[data-row]");
  if (!row) return null;
  const control = Math.max(0, controlsOf(row).indexOf(element as HTMLElement));
  return { list, element, rows: from(list, idOf(row)), control, pressed };
}

function from(list: HTMLElement, id: string): string[] {
  const rows = rowsOf(list).map(idOf);
  const at = rows.indexOf(id);
  return at < 0 ? [] : [...rows.slice(at), ...rows.slice(0, at).reverse()];
}

/** The same control of the first that is still there; none where another list has come. */
function successor({ list, rows, control }: Spot): HTMLElement | undefined {
  const there = new Map(rowsOf(list).map((row) => [idOf(row), row]));
  const next = rows.map((id) => there.get(id)).find(Boolean);
  const controls = next ? controlsOf(next) : [];
  return controls[control] ?? controls.at(-1);
}

/** Gives a focus that was left behind to what comes next: the row, its list, or the page. */
export function recoverFocus(): void {
  if (!isNowhere()) return;
  const left = place && !place.element.isConnected ? place : null;
  place = null;
  if (left?.pressed) successor(left)?.focus();
  for (const holder of [left?.list, document.getElementById("content")])
    if (isNowhere()) holder?.focus({ preventScroll: true });
}

function watch(list: HTMLElement): () => void {
  const come = ({ target }: Event) => {
    place = placeOf(list, target as Element, false);
  };
  const press = ({ target }: Event) => {
    const element = (target as Element).closest(CONTROLS);
    if (element) place = placeOf(list, element, true);
  };
  /** A dialog gives the focus back, and what is gone had it to the end; else somebody has turned to something else. */
  const go = ({ target }: Event) =>
    queueMicrotask(() => {
      const now = document.activeElement;
      const was = place?.element;
      if (was === target && was?.isConnected && now !== was && !now?.closest("dialog")) place = null;
    });
  const changes = new MutationObserver(() => {
    if (place?.list === list && !place.element.isConnected) recoverFocus();
  });
  list.addEventListener("focusin", come);
  list.addEventListener("click", press);
  list.addEventListener("focusout", go);
  changes.observe(list, { childList: true, subtree: true });
  return () => {
    list.removeEventListener("focusin", come);
    list.removeEventListener("click", press);
    list.removeEventListener("focusout", go);
    changes.disconnect();
    if (place?.list === list) place = null;
  };
}

/** For what holds the rows, and stays when all of them have left. */
export const keepsFocus: RefCallback<HTMLElement> = (list) => {
  if (!list) return;
  list.tabIndex = -1;
  lists.add(list);
  const end = watch(list);
  return () => {
    lists.delete(list);
    end();
  };
};

function spotOf(id: string): Spot | null {
  for (const list of lists) {
    const rows = from(list, id);
    if (rows.length > 0) return { list, rows, control: 0 };
  }
  return null;
}

/** For a bar of deeds that leaves once one is done: then the focus goes to the row they were done to, or what takes its place. */
export function useFocusBack<T extends HTMLElement>(row: string | undefined): RefObject<T | null> {
  const bar = useRef<T>(null);
  const spot = useRef<Spot | null>(null);
  useLayoutEffect(() => {
    spot.current = row === undefined ? null : spotOf(row);
  }, [row]);
  useLayoutEffect(() => {
    const element = bar.current;
    return () => {
      const now = document.activeElement;
      if (!element || !now || !(element.contains(now) || now.closest("dialog"))) return;
      place = spot.current && { ...spot.current, element, pressed: true };
      queueMicrotask(recoverFocus);
    };
  }, []);
  return bar;
}
