import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { network, Page } from "@/api/testing";
import { dialogs } from "@/lib/testingBrowser";
import type { Autosave } from "./autosave";
import { theDesk } from "./desk";
import { NoteSheet } from "./NoteSheet";
import { useNotesView } from "./store";

beforeEach(() => {
  dialogs();
  useNotesView.getState().end();
});

const nothing = () => undefined;

test("a sheet that closes does not begin anew: the history is asked for once", async () => {
  const calls = network({
    "GET /api/vault/nodes/a/revisions": { body: { items: [], next_cursor: null } },
  });
  const autosave = theDesk().open("a", { rev: 1, title: "", text: "x" }) as Autosave;
  const note = { autosave, node: null, missing: false, error: null, refetch: nothing };
  render(
    <Page>
      <NoteSheet note={note} autosave={autosave} onGone={nothing} onOpen={nothing} />
    </Page>,
  );
  const asked = () => calls.filter(({ path }) => path.endsWith("/revisions"));
  act(() => useNotesView.getState().begin("history"));
  await expect.poll(asked).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: "Kapat" }));
  await new Promise((resolve) => setTimeout(resolve, 50)); // enough for a question to go out
  expect(asked()).toHaveLength(1);
});
