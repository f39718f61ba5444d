import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Node } from "@/api/types";
import { hasPreview, PREVIEW_MAX_BYTES } from "./model";
import { NodeRow } from "./NodeRow";

const node: Node = {
  id: "n1",
  kind: "photo",
  name: "hubble.jpg",
  parent_id: null,
  size: 528_000,
  mime: "image/jpeg",
  sha256: "x",
  rev: 1,
  state: "live",
  taken_at: null,
  created_at: "2026-11-21T10:00:00Z",
  modified_at: "2026-11-21T10:00:00Z",
} as Node;

beforeEach(() => {
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
});

test("a row says the name and that it is backed up, and opens", async () => {
  const opened: string[] = [];
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NodeRow node={node} selected={false} onOpen={(id) => opened.push(id)} />
    </QueryClientProvider>,
  );
  const row = screen.getByRole("button", { name: /hubble\.jpg/ });
  expect(row).toHaveTextContent("Yedeklendi");
  expect(row).toHaveTextContent("516 KB");
  await userEvent.click(row);
  expect(opened).toEqual(["n1"]);
});

test("only pictures that browsers show, and not too large, have a preview", () => {
  expect(hasPreview(node)).toBe(true);
  expect(hasPreview({ ...node, size: PREVIEW_MAX_BYTES + 1 })).toBe(false);
  expect(hasPreview({ ...node, mime: "image/heic" })).toBe(false);
});
