/** For tests: what a finger does on an element, at a pace of its own. */
import { createEvent, fireEvent } from "@testing-library/react";

type Kind = "pointerDown" | "pointerMove" | "pointerUp" | "pointerCancel" | "click";

/** One event of a finger; `at` in ms. */
export function finger(
  element: Element,
  kind: Kind,
  x: number,
  y: number,
  at: number,
  pointerType = "touch",
) {
  const event = createEvent[kind](element, { clientX: x, clientY: y, isPrimary: true, pointerType });
  Object.defineProperty(event, "timeStamp", { value: at });
  fireEvent(element, event);
}

/** Slowly from one place to the other, a rest, and off. */
export function pull(element: Element, dx: number, dy = 0, pointerType = "touch") {
  const at = -2000; // long before any tap of the test
  finger(element, "pointerDown", 300, 300, at, pointerType);
  for (let step = 1; step <= 10; step += 1)
    finger(
      element,
      "pointerMove",
      300 + (dx * step) / 10,
      300 + (dy * step) / 10,
      at + step * 100,
      pointerType,
    );
  finger(element, "pointerUp", 300 + dx, 300 + dy, at + 1500, pointerType);
}
