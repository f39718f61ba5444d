import "fake-indexeddb/auto";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { type Answer, network } from "@/api/testing";
import { list, node } from "@/api/testingVault";
import type { Node } from "@/api/types";
import { nodeQuery, scopeQuery } from "@/api/vault";
import { revisionsKey } from "@/api/vaultCache";
import { FilePicker, openPicker } from "./FilePicker";
import { NewVersion } from "./NewVersion";
import { Reader } from "./testing/reader";

const rapor = node("rapor.pdf", { rev: 3 });
const INIT = "POST /api/vault/uploads";
const COMPLETE = "POST /api/vault/uploads/complete";
const sent = { client_id: "c1", status: "upload", upload_id: "u1", method: "put", url: "/put", headers: {} };

let arrival: Promise<void>;

/** A storage that takes everything, when it is let. */
class Storage {
  upload = {};
  status = 200;
  onloadend = () => undefined;
  open() {}
  setRequestHeader() {}
  send() {
    void arrival.then(() => this.onloadend());
  }
  abort() {}
}

/** The engine is the page's own and outlives a test, and so does its cache. */
const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });

beforeEach(() => {
  arrival = Promise.resolve();
  vi.stubGlobal("Worker", Reader);
  vi.stubGlobal("XMLHttpRequest", Storage);
  vi.spyOn(crypto, "randomUUID").mockReturnValue("c1" as ReturnType<Crypto["randomUUID"]>);
  client.clear();
  client.setQueryData(scopeQuery({}).queryKey, { pageParams: [null], pages: [list(rapor)] });
  client.setQueryData(nodeQuery("rapor.pdf").queryKey, rapor);
  client.setQueryData(revisionsKey("rapor.pdf"), []);
});

function show(answers: Record<string, Answer>) {
  const calls = network({
    "GET /api/auth/me": { body: { id: "u1" } },
    "GET /api/vault/settings": { status: 503, body: { code: "unavailable" } },
    ...answers,
  });
  render(
    <QueryClientProvider client={client}>
      <FilePicker />
      <NewVersion node={rapor} />
    </QueryClientProvider>,
  );
  const input = screen.getByLabelText("Yüklenecek dosyalar") as HTMLInputElement;
  return { calls, input, button: screen.getByRole("button", { name: "Yeni sürüm yükle" }) };
}

const pdf = () => new File(["v2"], "rapor son.pdf", { type: "application/pdf" });
const committed = (into: Node): Answer => ({
  body: { items: [{ upload_id: "u1", status: "committed", node: into }] },
});

test("one file is picked, and is the next content of the one that is shown; then all know of it", async () => {
  const answers = {
    [INIT]: { body: { items: [sent] } },
    [COMPLETE]: committed({ ...rapor, rev: 4, size: 2 }),
  };
  const { calls, input, button } = show(answers);
  await userEvent.click(button);
  expect(input.multiple).toBe(false);
  await userEvent.upload(input, pdf());
  await vi.waitFor(() => expect(client.getQueryData(nodeQuery("rapor.pdf").queryKey)?.rev).toBe(4));
  const announced = calls.find(({ method, path }) => `${method} ${path}` === INIT)?.body;
  expect(announced).toMatchObject({ items: [{ node_id: "rapor.pdf", if_match: 3, name: "rapor son.pdf" }] });
  expect(calls.map(({ path }) => path)).not.toContain("/api/vault/uploads/check");
  expect(client.getQueryData(scopeQuery({}).queryKey)?.pages[0]?.items).toMatchObject([{ rev: 4, size: 2 }]);
  expect(client.getQueryState(revisionsKey("rapor.pdf"))?.isInvalidated).toBe(true);
  await vi.waitFor(() => expect(button).toBeEnabled());
  act(() => openPicker());
  expect(input.multiple).toBe(true);
});

test("where another device was first, its version is looked for, and the copy stands beside it", async () => {
  const copy = node("kopya.pdf", { created_at: "2026-11-22T10:00:00Z" });
  const { input, button } = show({ [INIT]: { body: { items: [sent] } }, [COMPLETE]: committed(copy) });
  await userEvent.click(button);
  await userEvent.upload(input, pdf());
  const names = () => client.getQueryData(scopeQuery({}).queryKey)?.pages[0]?.items.map(({ name }) => name);
  await vi.waitFor(() => expect(names()).toEqual(["kopya.pdf", "rapor.pdf"]));
  expect(client.getQueryState(revisionsKey("rapor.pdf"))?.isInvalidated).toBe(true);
  await vi.waitFor(() => expect(button).toBeEnabled());
});

test("while one is on its way there is no second, and how far it is stands beside the button", async () => {
  let arrive = (): void => undefined;
  arrival = new Promise((resolve) => {
    arrive = resolve;
  });
  const { input, button } = show({ [INIT]: { body: { items: [sent] } }, [COMPLETE]: committed(rapor) });
  expect(screen.queryByRole("button", { name: /yedekleniyor/ })).toBeNull();
  await userEvent.click(button);
  await userEvent.upload(input, pdf());
  expect(await screen.findByRole("button", { name: /1 öğe yedekleniyor/ })).toBeInTheDocument();
  expect(button).toBeDisabled();
  arrive();
  await vi.waitFor(() => expect(button).toBeEnabled());
  expect(screen.queryByRole("button", { name: /yedekleniyor/ })).toBeNull();
});
