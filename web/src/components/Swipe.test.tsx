import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Star, Trash2 } from "lucide-react";
import { expect, test, vi } from "vitest";
import { Swipe } from "./Swipe";
import { finger, pull } from "./testingSwipe";

/** Two rows, as in a list; what was done is told in words. */
const show = (off = false) => {
  const done: string[] = [];
  render(
    <ul>
      {["a", "b"].map((name) => (
        <li key={name}>
          <Swipe
            off={off}
            actions={[
              {
                icon: Star,
                label: `${name} favori`,
                tone: "accent",
                run: () => done.push(`${name} starred`),
              },
              { icon: Trash2, label: `${name} çöpe`, tone: "bad", run: () => done.push(`${name} trashed`) },
            ]}
          >
            <button type="button" onClick={() => done.push(`${name} opened`)}>
              {name}
            </button>
          </Swipe>
        </li>
      ))}
    </ul>,
  );
  return done;
};
const row = (name = "a") => screen.getByRole("button", { name });
const actions = () =>
  screen.queryAllByRole("button", { name: /favori|çöpe/ }).map((button) => button.textContent);
const isOpen = (name = "a") => {
  const panel = screen.queryByRole("button", { name: `${name} çöpe` })?.parentElement;
  return panel ? !panel.hasAttribute("inert") : false;
};
const gone = (name = "a") =>
  vi.waitFor(() => expect(screen.queryByRole("button", { name: `${name} çöpe` })).toBeNull());
const placeOf = (name = "a") => row(name).parentElement?.style.translate ?? "";

test("nothing is under a row until it is pulled aside, and one tap there does the deed and shuts", async () => {
  const done = show();
  expect(actions()).toEqual([]);
  pull(row(), -120);
  expect(actions()).toEqual(["a favori", "a çöpe"]);
  expect(isOpen()).toBe(true);
  await userEvent.click(screen.getByRole("button", { name: "a favori" }));
  expect(done).toEqual(["a starred"]);
  expect(isOpen()).toBe(false);
  await gone();
});

test("the row follows the finger, gives way a little past its end and comes to rest there, with nothing done", () => {
  const done = show();
  finger(row(), "pointerDown", 300, 300, 0);
  finger(row(), "pointerMove", 290, 300, 100);
  expect(placeOf()).toBe("");
  finger(row(), "pointerMove", 220, 300, 200);
  expect(placeOf()).toBe("-70px 0");
  expect(isOpen()).toBe(false); // under way it is for nobody
  finger(row(), "pointerMove", 30, 300, 900);
  expect(placeOf()).toBe("-180px 0"); // 260 away: 160, and a fifth of the rest
  finger(row(), "pointerUp", 30, 300, 1500);
  expect(placeOf()).toBe("-160px 0");
  expect(isOpen()).toBe(true);
  expect(done).toEqual([]);
});

test.each([
  ["less than half way goes back", 50, 1500, false],
  ["more than half way stays", 100, 1500, true],
  ["a flick is enough", 50, 120, true],
])("%s", (_, away, lift, stays) => {
  show();
  finger(row(), "pointerDown", 300, 300, 0);
  finger(row(), "pointerMove", 289, 300, 20);
  finger(row(), "pointerMove", 289 - away, 300, 100);
  finger(row(), "pointerUp", 289 - away, 300, lift);
  expect(isOpen()).toBe(stays);
});

test.each([
  ["up or down", -40, 80],
  ["to the right", 120, 0],
  ["hardly", -8, 0],
])("a finger that goes %s moves no row", (_, dx, dy) => {
  show();
  pull(row(), dx, dy);
  expect(actions()).toEqual([]);
  expect(placeOf()).toBe("");
});

test("a mouse pulls nothing", () => {
  show();
  pull(row(), -120, 0, "mouse");
  expect(actions()).toEqual([]);
});

test("no row is pulled while something else is done with them", () => {
  show(true);
  pull(row(), -120);
  expect(actions()).toEqual([]);
});

test("what the browser takes for scrolling goes back", async () => {
  show();
  finger(row(), "pointerDown", 300, 300, 0);
  finger(row(), "pointerMove", 280, 300, 100);
  finger(row(), "pointerMove", 260, 300, 200);
  finger(row(), "pointerCancel", 260, 300, 1000);
  expect(placeOf()).toBe("");
  await gone();
});

test("the end of a swipe opens nothing; a tap on an open row only puts it back", async () => {
  const done = show();
  pull(row(), -120);
  await userEvent.click(row());
  expect(isOpen()).toBe(false);
  expect(done).toEqual([]);
  await gone();
  await userEvent.click(row());
  expect(done).toEqual(["a opened"]);
});

test("a click that comes with the lifted finger is no tap", () => {
  const done = show();
  finger(row(), "pointerDown", 300, 300, 0);
  finger(row(), "pointerMove", 288, 300, 100);
  finger(row(), "pointerUp", 288, 300, 500);
  finger(row(), "click", 288, 300, 510);
  expect(done).toEqual([]);
  finger(row(), "click", 288, 300, 1500);
  expect(done).toEqual(["a opened"]);
});

test("pulled back to the right it is shut", async () => {
  show();
  pull(row(), -120);
  pull(row(), 120);
  expect(isOpen()).toBe(false);
  await gone();
});

test("one row is open at a time", () => {
  show();
  pull(row("a"), -120);
  pull(row("b"), -120);
  expect(isOpen("a")).toBe(false);
  expect(isOpen("b")).toBe(true);
});

test.each([
  ["a touch elsewhere", () => fireEvent.pointerDown(document.body)],
  ["scrolling", () => fireEvent.scroll(document)],
  ["Escape", () => fireEvent.keyDown(document.body, { key: "Escape" })],
])("%s shuts it", async (_, act) => {
  show();
  pull(row(), -120);
  expect(isOpen()).toBe(true);
  act();
  expect(isOpen()).toBe(false);
  await gone();
});
