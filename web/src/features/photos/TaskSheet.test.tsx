import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { Page } from "@/api/testing";
import { node } from "@/api/testingVault";
import type { NewArchive, Photo } from "@/api/types";
import { dialogs } from "@/lib/testingBrowser";
import { usePhotosView } from "./store";
import { TaskSheet } from "./TaskSheet";

beforeEach(() => {
  dialogs();
  usePhotosView.getState().end();
});

const nothing = () => undefined;

test("an archive is of what is chosen, and the choice ends once it was asked for", async () => {
  const photo = node("a.jpg", { kind: "photo" }) as Photo;
  const zip = (wish: NewArchive, onBegun: () => void) => (
    <button type="button" onClick={onBegun}>
      {JSON.stringify(wish)}
    </button>
  );
  render(
    <Page>
      <TaskSheet photos={[photo]} album={null} zip={zip} onOpen={nothing} onGone={nothing} />
    </Page>,
  );
  act(() => {
    usePhotosView.getState().select(true);
    usePhotosView.getState().toggle("a.jpg");
    usePhotosView.getState().begin("archive");
  });
  await userEvent.click(await screen.findByRole("button", { name: '{"node_ids":["a.jpg"]}' }));
  expect(usePhotosView.getState().selecting).toBe(false);
  expect(usePhotosView.getState().task).toBe("archive");
});
