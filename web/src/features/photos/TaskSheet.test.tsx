import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { network, Page } from "@/api/testing";
import { dialogs } from "@/lib/testingBrowser";
import { usePhotosView } from "./store";
import { TaskSheet } from "./TaskSheet";

beforeEach(() => {
  dialogs();
  usePhotosView.getState().end();
});

const nothing = () => undefined;

test("an archive is ordered when its sheet opens, not when it closes", async () => {
  const archive = { id: "z", state: "ready", volumes: [] };
  const calls = network({
    "POST /api/vault/archives": { status: 202, body: archive },
    "GET /api/vault/archives/z": { body: archive },
  });
  const orders = () => calls.filter(({ method }) => method === "POST");
  render(
    <Page>
      <TaskSheet photos={[]} album={null} onOpen={nothing} onGone={nothing} />
    </Page>,
  );
  act(() => usePhotosView.getState().begin("archive"));
  await screen.findByText("Arşiv hazır.");
  await userEvent.click(screen.getByRole("button", { name: "Kapat" }));
  await new Promise((resolve) => setTimeout(resolve, 50)); // enough for an order to go out
  expect(orders()).toHaveLength(1);
  act(() => usePhotosView.getState().begin("archive"));
  await waitFor(() => expect(orders()).toHaveLength(2)); // perhaps of other photos
});
