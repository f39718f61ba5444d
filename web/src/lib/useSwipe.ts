/** A finger pulls a row to the left: follows it, and stays open or shut. Up and down belongs to the page's scrolling. */
import { type MouseEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from "react";

/** A finger that has come this far is on its way: up and down, or aside. */
const SLOP_PX = 10;
/** In px/ms; from here on the direction counts, not the place. A finger that rested so long before it left was no flick. */
const FLICK = 0.4;
const REST_MS = 100;
/** Of what is pulled past the end, this part shows. */
const GIVE = 0.2;
const SNAP_MS = 300;
/** A click so soon after a swipe is its end, and no tap. */
const ECHO_MS = 300;

type Phase = "shut" | "drag" | "open" | "closing";
type Drag = {
  x: number;
  y: number;
  from: number;
  swiping: boolean;
  last: { x: number; at: number; speed: number };
};

const SHUT = { phase: "shut" as Phase, x: 0 };

const resisted = (x: number, width: number): number =>
  x > 0 ? 0 : x < -width ? -width + (x + width) * GIVE : x;

/** `width`: of what is uncovered. */
export function useSwipe(width: number, off: boolean) {
  const [{ phase, x }, place] = useState(SHUT);
  const element = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const endedAt = useRef(Number.NEGATIVE_INFINITY);
  const shut = useCallback(() => place(({ x }) => (x === 0 ? SHUT : { phase: "closing", x: 0 })), []);

  useEffect(() => {
    if (phase === "closing") {
      const timer = setTimeout(() => place(SHUT), SNAP_MS);
      return () => clearTimeout(timer);
    }
    if (phase === "open") return shutBy(element, shut);
  }, [phase, shut]);

  const onPointerDown = (event: PointerEvent) => {
    if (off || !event.isPrimary || event.pointerType === "mouse") return;
    const { clientX, clientY, timeStamp } = event;
    const last = { x: clientX, at: timeStamp, speed: 0 };
    drag.current = { x: clientX, y: clientY, from: x, swiping: false, last };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!drag.current || !event.isPrimary) return;
    if (!drag.current.swiping) drag.current = decided(drag.current, event);
    const { current } = drag;
    if (!current?.swiping) return;
    const { clientX, timeStamp } = event;
    const { last } = current;
    const speed = timeStamp > last.at ? (clientX - last.x) / (timeStamp - last.at) : last.speed;
    current.last = { x: clientX, at: timeStamp, speed };
    place({ phase: "drag", x: resisted(current.from + clientX - current.x, width) });
  };
  const onPointerUp = (event: PointerEvent) => {
    const { current } = drag;
    if (!current || !event.isPrimary) return;
    drag.current = null;
    if (!current.swiping) return;
    endedAt.current = event.timeStamp;
    const { speed, at } = current.last;
    const flicked = Math.abs(speed) > FLICK && event.timeStamp - at < REST_MS;
    const opens = flicked ? speed < 0 : x < -width / 2;
    if (opens) place({ phase: "open", x: -width });
    else shut();
  };
  return {
    phase,
    x,
    shut,
    root: { ref: element, onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp },
    row: {
      /** The end of a swipe opens nothing, and a tap on an open row only puts it back. */
      onClickCapture: (event: MouseEvent) => {
        if (phase !== "open" && event.timeStamp - endedAt.current > ECHO_MS) return;
        event.stopPropagation();
        if (event.timeStamp - endedAt.current > ECHO_MS) shut();
      },
    },
  };
}

/** Aside or not, once it has come far enough to tell; null: not of a swipe. */
function decided(drag: Drag, { clientX, clientY }: PointerEvent): Drag | null {
  const aside = clientX - drag.x;
  const along = Math.abs(clientY - drag.y);
  if (Math.max(Math.abs(aside), along) < SLOP_PX) return drag;
  if (along >= Math.abs(aside) || (aside > 0 && drag.from === 0)) return null;
  return { ...drag, x: clientX, swiping: true }; // from here, so that nothing jumps
}

/** A touch elsewhere, scrolling and Escape put the row back: so no two are open. */
function shutBy(element: { current: HTMLElement | null }, shut: () => void): () => void {
  const gone = new AbortController();
  const { signal } = gone;
  const elsewhere = ({ target }: Event) => element.current?.contains(target as Node) || shut();
  window.addEventListener("pointerdown", elsewhere, { capture: true, signal });
  window.addEventListener("scroll", shut, { capture: true, passive: true, signal });
  window.addEventListener("keydown", ({ key }) => key === "Escape" && shut(), { signal });
  return () => gone.abort();
}
