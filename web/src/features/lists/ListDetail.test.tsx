import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { type Answer, network, Page } from "@/api/testing";
import { entry, match, shortlist } from "@/api/testingLists";
import { ToastOutlet, useToast } from "@/components/Toast";
import { dialogs } from "@/lib/testingBrowser";
import { ListActions, ListDetail } from "./ListDetail";
import { useShortlist } from "./queries";
import { useTasks } from "./store";
import { TaskSheet } from "./TaskSheet";

const path = "/api/match/shortlists/l1";
const items = [
  entry("a", { position: 0, matches: [match("a"), match("a", { platform: "tiktok", score: 0.6 })] }),
  entry("b", { position: 1, matches: [], status: "contacted", notes: "Bütçe soruldu" }),
  entry("c", { position: 2 }),
];
const overlaps = [{ a: "a", b: "c", platform: "instagram" as const, people: 5300, of_smaller: 0.4 }];
const whole: Answer = { body: shortlist({ items, overlaps }) };

function Under() {
  const query = useShortlist("l1");
  return (
    <>
      <h1>{query.data?.name}</h1>
      {query.data && <ListActions list={query.data} />}
      <ListDetail query={query} />
      <TaskSheet list={query.data ?? null} onOpen={() => undefined} onGone={() => undefined} />
      <ToastOutlet />
    </>
  );
}

const show = (answers: Record<string, Answer>) => {
  const calls = network(
    Object.assign(answers, {
      [`GET ${path}`]: whole,
      "GET /api/match/shortlists": { body: { items: [] } },
    }),
  );
  render(
    <Page>
      <Under />
    </Page>,
  );
  return calls;
};
const sent = (calls: ReturnType<typeof show>) => calls.filter(({ method }) => method !== "GET");
const row = (name: string) => screen.findByRole("listitem", { name });
const click = (name: string) => userEvent.click(screen.getByRole("button", { name }));

beforeEach(() => {
  useTasks.setState({ open: null, arranging: false });
  useToast.setState({ toast: null });
  dialogs();
});

test("platforms stand side by side and none is blended", async () => {
  show({});
  const first = await row("a adı");
  expect(within(first).getByText(/Instagram/)).toHaveTextContent("82 ± 3");
  expect(within(first).getByText(/TikTok/)).toHaveTextContent("60 ± 3");
});

test("who shares no more has neither name nor score, and the company's own note stays", async () => {
  show({});
  const gone = await row("Artık paylaşılmıyor");
  expect(within(gone).queryByRole("img")).toBeNull();
  expect(within(gone).queryByRole("link")).toBeNull();
  expect(gone).toHaveTextContent("Bütçe soruldu");
});

test("a status is sent as soon as it is chosen", async () => {
  const calls = show({ [`PUT ${path}/items/a`]: { body: entry("a") } });
  await row("a adı");
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "a adı: durum" }), "Anlaşıldı");
  await waitFor(() =>
    expect(sent(calls)).toEqual([{ method: "PUT", path: `${path}/items/a`, body: { status: "agreed" } }]),
  );
});

test("rows move by buttons, one step at a time", async () => {
  const calls = show({ [`PUT ${path}/items/c`]: { body: entry("c") } });
  await row("c adı");
  await click("Sırala");
  expect(screen.getByRole("button", { name: "a adı: yukarı taşı" })).toBeDisabled();
  expect(screen.getByRole("button", { name: "c adı: aşağı taşı" })).toBeDisabled();
  await click("c adı: yukarı taşı");
  await waitFor(() =>
    expect(sent(calls)).toEqual([{ method: "PUT", path: `${path}/items/c`, body: { position: 1 } }]),
  );
});

test("somebody taken out by mistake comes back with place, status and note", async () => {
  const calls = show({
    [`DELETE ${path}/items/b`]: { status: 204 },
    [`PUT ${path}/items/b`]: { body: entry("b") },
  });
  await row("c adı");
  await click("Artık paylaşılmıyor: seçenekler");
  await click("Listeden çıkar");
  await click("Geri al");
  await waitFor(() => expect(sent(calls)).toHaveLength(2));
  expect(sent(calls)[1]?.body).toEqual({ status: "contacted", notes: "Bütçe soruldu", position: 1 });
});

test("overlaps are said to be an upper bound", async () => {
  show({});
  await row("a adı");
  expect(screen.getByRole("row", { name: /a adı ve c adı/ })).toHaveTextContent("5,3 B kişi");
  expect(screen.getByText(/üst sınırdır/)).toBeInTheDocument();
});

test("a name changed elsewhere while one types is not overwritten unasked", async () => {
  const answers: Record<string, Answer> = { [`PATCH ${path}`]: { status: 409, body: { code: "conflict" } } };
  const calls = show(answers);
  await row("a adı");
  await click("Liste seçenekleri");
  const note = screen.getByRole("textbox", { name: "Liste notu" });
  await userEvent.type(note, "Mayıs");
  answers[`GET ${path}`] = { body: shortlist({ items, rev: 2, name: "Yaz kampanyası" }) };
  window.dispatchEvent(new Event("visibilitychange")); // the tab is looked at again, so its data is renewed
  await screen.findByText(/Yaz kampanyası/);
  await click("Kaydet");
  await screen.findByText(/Liste başka bir yerde değişmiş/);
  expect(note).toHaveValue("Mayıs");
  await waitFor(() =>
    expect(screen.getByRole("textbox", { name: "Liste adı" })).toHaveValue("Yaz kampanyası"),
  );
  await click("Kaydet");
  await waitFor(() => expect(sent(calls)).toHaveLength(2));
  expect(sent(calls).map(({ body }) => (body as { rev: number }).rev)).toEqual([1, 2]);
});

test("the file comes with the token and under the list's name", async () => {
  const calls = show({ [`GET ${path}/export.csv`]: { body: "ad" } });
  URL.createObjectURL = () => "blob:x";
  URL.revokeObjectURL = () => undefined;
  const names: string[] = [];
  HTMLAnchorElement.prototype.click = function note() {
    names.push(this.download);
  };
  await row("a adı");
  await click("Liste seçenekleri");
  await click("CSV indir");
  await waitFor(() => expect(names).toEqual(["Bahar-kampanyası.csv"]));
  expect(calls.some((call) => call.path === `${path}/export.csv`)).toBe(true);
});
