import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { session } from "@/api";
import { type Answer, network, Page } from "@/api/testing";
import { Address } from "@/api/testingAddress";
import type { Node } from "@/api/types";
import { ToastOutlet, useToast } from "@/components/Toast";
import { pull } from "@/components/testingSwipe";
import { browserParts, mediaQueries } from "@/lib/testingBrowser";
import { Notes } from "./Notes";
import { useNotesView } from "./store";

const node = (id: string) =>
  ({ id, kind: "note", name: `${id} adı`, excerpt: "", rev: 1, modified_at: "2026-11-21T10:00:00Z" }) as Node;
const document = (id: string): Answer => ({
  body: { node: node(id), title: `${id} adı`, text: `${id} metni` },
});

/** The answer to `method` waits until it is let go. */
const show = (method: string, start = "") => {
  const calls = network({
    "GET /api/auth/me": { body: { id: "u1" } },
    "GET /api/vault/notes": { body: { items: [node("a"), node("b")], next_cursor: null } },
    "GET /api/vault/notes/a": document("a"),
    "GET /api/vault/notes/b": document("b"),
    "POST /api/vault/notes": document("new"),
    "DELETE /api/vault/nodes/new": { status: 204 },
    "DELETE /api/vault/nodes/a": { status: 204 },
    "POST /api/vault/nodes/a/restore": { body: node("a") },
    "PUT /api/vault/notes/a": document("a"),
  });
  let answered = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    answered = resolve;
  });
  const answer = fetch as unknown as (request: Request) => Promise<Response>;
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === method) await promise;
    return answer(request);
  });
  render(
    <Page>
      <Address start={start}>
        <Notes />
        <ToastOutlet />
      </Address>
    </Page>,
  );
  return { calls, answered };
};
const field = () => screen.findByRole("textbox", { name: "Not metni" });
const click = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));
const menu = () => screen.queryByRole("dialog", { name: "Not seçenekleri" });

beforeEach(() => {
  browserParts();
  useToast.setState({ toast: null });
  useNotesView.getState().end();
  session.end(); // nothing of another test is left on the desk
  session.adopt({ token: "a", lifetime: 900_000, expiresAt: Date.now() + 900_000 });
});

test("the menu of a new note stays when the server names it, and its trash is told", async () => {
  const { calls, answered } = show("POST");
  await click("Yeni not");
  await userEvent.type(await field(), "Merhaba");
  await click("Not seçenekleri");
  expect(menu()).toBeInTheDocument();
  answered();
  await screen.findByRole("button", { name: "Geçmiş" }); // the note has its name
  await new Promise((resolve) => setTimeout(resolve, 50)); // enough for the address to follow
  expect(menu()).toBeInTheDocument();
  await click("Çöp kutusuna taşı");
  await screen.findByRole("button", { name: "Geri al" });
  expect(screen.queryByRole("textbox", { name: "Not metni" })).not.toBeInTheDocument();
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toContain("DELETE /api/vault/nodes/new");
});

test("a menu that was closed before the answer leaves no editor of a note in the trash", async () => {
  const { answered } = show("DELETE", "id=a");
  await field();
  await click("Not seçenekleri");
  await click("Çöp kutusuna taşı");
  await click("Kapat");
  answered();
  await screen.findByRole("button", { name: "Geri al" });
  await waitFor(() => expect(screen.queryByRole("textbox", { name: "Not metni" })).not.toBeInTheDocument());
});

test("beside the list, another note that is opened shows its own text", async () => {
  mediaQueries(true);
  show("PATCH", "id=a");
  expect(await field()).toHaveValue("a metni");
  await userEvent.click(await screen.findByRole("button", { name: /b adı/ }));
  expect(await screen.findByDisplayValue("b metni")).toBeInTheDocument();
  expect(screen.queryByDisplayValue("a metni")).toBeNull();
});

test("a row of the list that is pulled aside is in the trash by one tap, and back by another", async () => {
  const { calls, answered } = show("DELETE");
  answered();
  pull(await screen.findByRole("button", { name: /a adı/ }), -120);
  await click("Çöpe at");
  await waitFor(() => expect(screen.queryByRole("button", { name: /a adı/ })).toBeNull());
  await click("Geri al");
  expect(await screen.findByRole("button", { name: /a adı/ })).toBeInTheDocument();
  const sent = calls.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  expect(sent).toEqual(["DELETE /api/vault/nodes/a", "POST /api/vault/nodes/a/restore"]);
});

test("beside the list, the open note that is pulled into the trash is closed with what was just written", async () => {
  mediaQueries(true);
  const { calls, answered } = show("DELETE", "id=a");
  answered();
  await userEvent.type(await field(), "!");
  pull(await screen.findByRole("button", { name: /a adı/ }), -120);
  await click("Çöpe at");
  await waitFor(() => expect(screen.queryByRole("textbox", { name: "Not metni" })).toBeNull());
  const sent = calls.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  expect(sent).toEqual(["PUT /api/vault/notes/a", "DELETE /api/vault/nodes/a"]);
});
