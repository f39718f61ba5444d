import { fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { Sheet } from "./Sheet";

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function open() {
    this.open = true;
  };
  // As a browser does it: the event comes in a task of its own, here when the test says so.
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});

const onClose = vi.fn();
const sheet = (open: boolean) => (
  <Sheet open={open} title="Not ekle" closeLabel="Kapat" onClose={onClose}>
    <p>Not</p>
  </Sheet>
);
const dialog = () => screen.getByRole<HTMLDialogElement>("dialog", { hidden: true });

beforeEach(() => onClose.mockClear());

test("Esc closes it", () => {
  render(sheet(true));
  dialog().close();
  fireEvent(dialog(), new Event("close"));
  expect(onClose).toHaveBeenCalledOnce();
});

test("Back takes it along; where none is open nothing happens", () => {
  const { rerender } = render(sheet(true));
  fireEvent.popState(window);
  expect(onClose).toHaveBeenCalledOnce();
  rerender(sheet(false));
  fireEvent.popState(window);
  expect(onClose).toHaveBeenCalledOnce();
});

test("a sheet that is opened again before the browser tells of its end stays open", () => {
  const { rerender } = render(sheet(true));
  rerender(sheet(false));
  rerender(sheet(true));
  fireEvent(dialog(), new Event("close"));
  expect(onClose).not.toHaveBeenCalled();
  expect(dialog().open).toBe(true);
});
