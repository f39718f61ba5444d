/** For tests: samples of what the API says of the vault. */
import { vi } from "vitest";
import type { Node } from "./types";

/** A file whose id is its name. */
export const node = (name: string, change: Partial<Node> = {}): Node => ({
  id: name,
  kind: "file",
  name,
  parent_id: null,
  size: 2048,
  mime: "application/pdf",
  sha256: "x",
  rev: 1,
  state: "live",
  favourite: false,
  taken_at: null,
  created_at: "2026-11-21T10:00:00Z",
  modified_at: "2026-11-21T10:00:00Z",
  trashed_at: null,
  trashed_with: null,
  excerpt: null,
  picture: null,
  tz_offset_minutes: null,
  date_source: null,
  ...change,
});

export const folder = (name: string, change: Partial<Node> = {}): Node =>
  node(name, { kind: "folder", size: 0, mime: "application/x-directory", sha256: null, ...change });

export const list = (...items: Node[]) => ({ items, next_cursor: null as string | null });

/** Nothing ever comes near the screen. */
export const watchNothing = (): void => {
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
};

/** jsdom has no dialogs that open, and no media queries. A dialog takes the focus and gives it back, as browsers have it. */
export function browserParts(wide = false): void {
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
  vi.stubGlobal("matchMedia", () => ({
    matches: wide,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
}
