import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { SavedRules } from "@/api/rules";
import { type Answer, network, Page } from "@/api/testing";
import { ToastOutlet, useToast } from "@/components/Toast";
import { dialogs } from "@/lib/testingBrowser";
import { BackupGroup } from "./BackupGroup";

const path = "/api/vault/settings";
const saved = (change: Partial<SavedRules> = {}): SavedRules => ({
  rev: 3,
  saved_at: "2026-11-21T10:00:00.000Z",
  automatic: false,
  windows: [],
  time_zone: "Europe/Berlin",
  interval_minutes: 0,
  mobile_data: true,
  unknown_network: false,
  max_file_bytes: null,
  types: [],
  ...change,
});

/** What is sent is answered as saved; the revisions that were named are recorded. */
function show(rules: SavedRules, answers: Record<string, Answer> = {}) {
  const calls = network({ [`GET ${path}`]: { body: rules }, ...answers });
  const named: (string | null)[] = [];
  const inner = globalThis.fetch as unknown as (request: Request) => Promise<Response>;
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method !== "PUT" || answers[`PUT ${path}`]) return inner(request);
    named.push(request.headers.get("if-match"));
    const body = await request.clone().json();
    await inner(request);
    return Response.json({ ...body, rev: rules.rev + named.length, saved_at: rules.saved_at });
  });
  render(
    <Page>
      <BackupGroup />
      <ToastOutlet />
    </Page>,
  );
  return { named, puts: () => calls.filter(({ method }) => method === "PUT").map(({ body }) => body) };
}

const toggle = (name: RegExp) => screen.findByRole("switch", { name });

beforeEach(() => {
  useToast.setState({ toast: null });
  dialogs();
});

test("hours and interval are there once backup is automatic", async () => {
  const { named, puts } = show(saved());
  expect(await toggle(/Otomatik yedekleme/)).not.toBeChecked();
  expect(screen.queryByText("Saatler")).toBeNull();
  await userEvent.click(await toggle(/Otomatik yedekleme/));
  expect(await screen.findByText("Her saat")).toBeInTheDocument();
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Yedeklemeler arasında" }), "1 gün");
  await waitFor(() => expect(puts()).toHaveLength(2));
  expect(named).toEqual(['"3"', '"4"']);
  expect(puts()[1]).toEqual({
    automatic: true,
    windows: [],
    time_zone: "Europe/Berlin",
    interval_minutes: 1440,
    mobile_data: true,
    unknown_network: false,
    max_file_bytes: null,
    types: [],
  });
});

test("hours are proposed for the night, and kept in the zone of this device", async () => {
  const { puts } = show(saved({ automatic: true }));
  await userEvent.click(await screen.findByRole("button", { name: /Saatler/ }));
  const end = await screen.findByLabelText("1. aralığın bitişi");
  expect(screen.getByLabelText("1. aralığın başlangıcı")).toHaveValue("22:00");
  fireEvent.change(end, { target: { value: "07:30" } });
  await userEvent.click(screen.getByRole("button", { name: "Saat aralığı ekle" }));
  await userEvent.click(screen.getByRole("button", { name: "2. aralığı kaldır" }));
  await userEvent.click(screen.getByRole("button", { name: "Kaydet" }));
  expect(await screen.findByText("22:00–07:30")).toBeInTheDocument();
  expect(puts()[0]).toMatchObject({
    windows: [{ start: "22:00", end: "07:30" }],
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
});

test("without mobile data the unknown network is asked about, in the words of a browser that tells nothing", async () => {
  const { puts } = show(saved());
  await userEvent.click(await toggle(/Mobil veri/));
  const unknown = await toggle(/Türü bilinmeyen ağ/);
  expect(unknown).toHaveTextContent("Bu tarayıcı hangi ağda olduğunu söylemiyor");
  expect(puts()).toMatchObject([{ mobile_data: false, unknown_network: false }]);
});

test("sizes and kinds become limits", async () => {
  const { puts } = show(saved());
  await userEvent.selectOptions(await screen.findByRole("combobox", { name: "En büyük dosya" }), "100 MB");
  await waitFor(() => expect(puts()).toHaveLength(1));
  const types = within(screen.getByRole("group", { name: "Dosya türleri" }));
  await userEvent.click(types.getByRole("checkbox", { name: "Fotoğraf" }));
  await waitFor(() => expect(puts()).toHaveLength(2));
  expect(puts()[1]).toMatchObject({ max_file_bytes: 104_857_600, types: ["image/*"] });
});

test("two taps in a row are two changes, the second on top of the first", async () => {
  const { named, puts } = show(saved());
  const types = within(await screen.findByRole("group", { name: "Dosya türleri" }));
  fireEvent.click(types.getByRole("checkbox", { name: "Fotoğraf" }));
  fireEvent.click(types.getByRole("checkbox", { name: "Video" }));
  expect(types.getByRole("checkbox", { name: "Video" })).toBeChecked();
  await waitFor(() => expect(puts()).toHaveLength(2));
  expect(named).toEqual(['"3"', '"4"']);
  expect(puts()[1]).toMatchObject({ types: ["image/*", "video/*"] });
});

test("a change made elsewhere meanwhile is told and shown", async () => {
  const answers = { [`PUT ${path}`]: { status: 412, body: { code: "precondition_failed" } } };
  show(saved(), answers);
  await userEvent.click(await toggle(/Mobil veri/));
  expect(await screen.findByText(/başka bir yerde değişmiş/)).toBeInTheDocument();
  await waitFor(async () => expect(await toggle(/Mobil veri/)).toBeChecked());
});

test("what cannot be read says so and is asked again", async () => {
  const answers: Record<string, Answer> = {};
  show(saved(), Object.assign(answers, { [`GET ${path}`]: { status: 503, body: { code: "unavailable" } } }));
  expect(await screen.findByText("Hizmet şu an yanıt vermiyor. Biraz sonra yeniden deneyin.")).toBeVisible();
  expect(screen.queryByRole("switch")).toBeNull();
});
