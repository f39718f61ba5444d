import "fake-indexeddb/auto";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { network } from "@/api/testing";
import { useToast } from "@/components/Toast";
import { DropArea } from "./DropArea";
import { useUploads } from "./store";

class NoReader {
  postMessage() {}
  terminate() {}
}

const entry = (name: string, isDirectory: boolean) => ({
  kind: "file",
  getAsFile: () => new File(["x"], name),
  webkitGetAsEntry: () => ({ isDirectory }),
});
const carrying = (...items: ReturnType<typeof entry>[]) => ({ dataTransfer: { types: ["Files"], items } });

test("files that are dropped go into the open folder; a folder among them is said to be left out", async () => {
  network({ "GET /api/auth/me": { body: { id: "u1" } } });
  vi.stubGlobal("Worker", NoReader);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <DropArea parentId="folder-1" />
    </QueryClientProvider>,
  );
  expect(screen.queryByRole("status")).not.toBeInTheDocument();
  fireEvent.dragOver(window, { dataTransfer: { types: ["text/plain"], items: [] } });
  expect(screen.queryByRole("status")).not.toBeInTheDocument();

  const drag = carrying(entry("a.jpg", false), entry("Tatil", true));
  expect(fireEvent.dragOver(window, drag)).toBe(false); // taken, so the browser does not open the file
  expect(screen.getByRole("status")).toHaveTextContent("Buraya bırakın");
  fireEvent.dragLeave(window, { relatedTarget: null });
  expect(screen.queryByRole("status")).not.toBeInTheDocument();

  fireEvent.dragOver(window, drag);
  fireEvent.drop(window, drag);
  expect(screen.queryByRole("status")).not.toBeInTheDocument();
  expect(useToast.getState().toast).toMatchObject({ text: expect.stringContaining("Klasörler bırakılamaz") });
  await vi.waitFor(() =>
    expect(useUploads.getState().items).toMatchObject([{ name: "a.jpg", parentId: "folder-1" }]),
  );
});
