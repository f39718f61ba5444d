/** For tests: what jsdom lacks of a browser. */
import { vi } from "vitest";

/** Media queries that hold: all, none, or those that contain the words. */
export function mediaQueries(holds: boolean | string = false): void {
  vi.stubGlobal("matchMedia", (query: string) => ({
    matches: typeof holds === "string" ? query.includes(holds) : holds,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
}

type Tell = (entries: { isIntersecting: boolean }[]) => void;

/** Everything comes near the screen at once, or nothing ever does. */
export function nearScreen(near: boolean): void {
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(readonly tell: Tell) {}
      observe() {
        if (near) this.tell([{ isIntersecting: true }]);
      }
      disconnect() {}
    },
  );
}

/** Dialogs that open, take the focus and give it back. */
export function dialogs(): void {
  const before = new WeakMap<HTMLDialogElement, Element | null>();
  HTMLDialogElement.prototype.showModal = function open() {
    before.set(this, document.activeElement);
    this.open = true;
    this.querySelector("button")?.focus();
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
    if (!this.contains(document.activeElement)) return;
    (document.activeElement as HTMLElement).blur();
    const opener = before.get(this);
    if (opener?.isConnected) (opener as HTMLElement).focus();
  };
}

/** All of it, on a narrow screen or a wide one, with nothing near. */
export function browserParts(wide = false): void {
  mediaQueries(wide);
  nearScreen(false);
  dialogs();
}
