import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { Page } from "@/api/testing";
import { node } from "@/api/testingVault";
import { pull } from "@/components/testingSwipe";
import { nearScreen } from "@/lib/testingBrowser";
import { NodeRow } from "./NodeRow";
import { NodeTile } from "./NodeTile";
import { useSelection, useTasks } from "./store";

beforeEach(() => {
  nearScreen(false);
  useSelection.setState({ ids: null });
  useTasks.setState({ open: null });
});

const show = (Item: typeof NodeRow, place: string | null = null) => {
  const opened: string[] = [];
  render(
    <Page>
      <Item
        node={node("hubble.jpg", { kind: "photo", mime: "image/jpeg", size: 528_000, favourite: true })}
        current={false}
        place={place}
        onOpen={({ id }) => opened.push(id)}
        onGone={() => undefined}
      />
    </Page>,
  );
  return opened;
};

test("a row says the name, that it is backed up, its size and where it stands, and opens", async () => {
  const opened = show(NodeRow, "Tatil");
  const row = screen.getByRole("button", { name: /^hubble\.jpg.* KB/ });
  expect(row).toHaveTextContent("Yedeklendi");
  expect(row).toHaveTextContent("Favori");
  expect(row).toHaveTextContent(/516 KB · .* · Tatil/);
  await userEvent.click(row);
  expect(opened).toEqual(["hubble.jpg"]);
});

test.each([
  ["row", NodeRow],
  ["tile", NodeTile],
])("a %s has a menu of its own", async (_, Item) => {
  const opened = show(Item);
  await userEvent.click(screen.getByRole("button", { name: "hubble.jpg: seçenekler" }));
  expect(useTasks.getState().open).toMatchObject({ task: "menu", ids: ["hubble.jpg"] });
  expect(opened).toEqual([]);
});

test.each([
  ["row", NodeRow],
  ["tile", NodeTile],
])("while a selection is made a %s is taken in and out, and has no menu", async (_, Item) => {
  useSelection.getState().begin();
  const opened = show(Item);
  const box = screen.getByRole("checkbox", { name: "hubble.jpg: seç" });
  expect(box).not.toBeChecked();
  await userEvent.click(box);
  expect(box).toBeChecked();
  await userEvent.click(box);
  expect(box).not.toBeChecked();
  expect(opened).toEqual([]);
  pull(box, -120);
  expect(screen.queryByRole("button")).toBeNull();
});
