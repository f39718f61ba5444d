import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { keepsFocus, useFocusBack } from "./rowFocus";

const NONE: readonly string[] = [];

/** Rows that leave when they are pressed, when they are picked and a bar is pressed, or by themselves. */
function Rows({ start, picked = NONE }: { start: readonly string[]; picked?: readonly string[] }) {
  const [ids, setIds] = useState(start);
  const [chosen, choose] = useState(picked);
  const drop = (gone: readonly string[]) => setIds((all) => all.filter((id) => !gone.includes(id)));
  return (
    <main id="content" tabIndex={-1}>
      <button type="button" onMouseEnter={() => drop(ids.slice(0, 1))} onMouseLeave={() => setIds(["z"])}>
        elsewhere
      </button>
      <div ref={keepsFocus} data-testid="list">
        {ids.map((id) => (
          <p key={id} data-row={id}>
            <button type="button">open {id}</button>
            <button type="button" onClick={() => drop([id])}>
              drop {id}
            </button>
          </p>
        ))}
      </div>
      {chosen.length > 0 && (
        <Bar
          first={chosen[0]}
          onDrop={() => {
            drop(chosen);
            choose(NONE);
          }}
          onEnd={() => choose(NONE)}
        />
      )}
    </main>
  );
}

function Bar({ first, onDrop, onEnd }: { first: string | undefined; onDrop: () => void; onEnd: () => void }) {
  const bar = useFocusBack<HTMLDivElement>(first);
  return (
    <div ref={bar}>
      <button type="button" onClick={onDrop}>
        drop all
      </button>
      <button type="button" onClick={onEnd}>
        end
      </button>
    </div>
  );
}

const button = (name: string) => screen.getByRole("button", { name });
const focused = (name: string) => waitFor(() => expect(button(name)).toHaveFocus());
const press = async (name: string) => {
  button(name).focus();
  await userEvent.keyboard("{Enter}");
};

test("what was pressed goes on at the next row, at the one before behind the last, and then at the list", async () => {
  render(<Rows start={["a", "b", "c"]} />);
  await press("drop b");
  await focused("drop c");
  await userEvent.keyboard("{Enter}");
  await focused("drop a");
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(screen.getByTestId("list")).toHaveFocus());
});

test("a row that leaves by itself gives the focus to the list: nobody has reached for the buttons of the next", async () => {
  render(<Rows start={["a", "b"]} />);
  button("drop a").focus();
  await userEvent.hover(button("elsewhere"));
  await waitFor(() => expect(screen.getByTestId("list")).toHaveFocus());
});

test("another list has no row that takes the place", async () => {
  render(<Rows start={["a", "b"]} />);
  await press("open a");
  await userEvent.hover(button("elsewhere"));
  await userEvent.unhover(button("elsewhere"));
  expect(button("open z")).not.toHaveFocus();
});

test("who has turned to something else stays there", async () => {
  render(<Rows start={["a", "b"]} />);
  await press("open a");
  button("elsewhere").focus();
  await userEvent.hover(button("elsewhere"));
  expect(button("elsewhere")).toHaveFocus();
  button("elsewhere").blur();
  await userEvent.unhover(button("elsewhere"));
  expect(document.body).toHaveFocus();
});

test.each([
  ["drop all", ["b", "c"], "open d"],
  ["drop all", ["d"], "open c"],
  ["end", ["b", "c"], "open b"],
])("a bar that leaves after “%s” of %s goes on at “%s”", async (deed, picked, next) => {
  render(<Rows start={["a", "b", "c", "d"]} picked={picked} />);
  await press(deed);
  await focused(next);
});

test("a bar without a row goes on in the page", async () => {
  render(<Rows start={[]} picked={["gone"]} />);
  await press("end");
  await waitFor(() => expect(document.getElementById("content")).toHaveFocus());
});
