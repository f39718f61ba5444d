import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Answer, network, Page } from "@/api/testing";
import type { Archive } from "@/api/types";
import { browserParts } from "@/lib/testingBrowser";
import { ArchiveNote } from "./ArchiveNote";
import MakeArchive from "./MakeArchive";
import { waitMs } from "./model";

const parts = [
  { name: "Belgeler-1.zip", size: 2048, url: "https://s3.test/1" },
  { name: "Belgeler-2.zip", size: 1024, url: "https://s3.test/2" },
];
const archive = (id: string, state: Archive["state"], volumes = parts): Archive => ({
  id,
  state,
  created_at: new Date().toISOString(),
  expires_at: "2026-11-25T10:00:00Z",
  volumes: state === "ready" ? volumes : [],
  problem: null,
});
const LIST = "GET /api/vault/archives";
const MAKE = "POST /api/vault/archives";
const listed = (...items: Archive[]): Answer => ({ body: { items, next_cursor: null } });
const click = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));

beforeEach(() => {
  browserParts();
  localStorage.clear();
});
afterEach(() => vi.useRealTimers());

function make(answers: Record<string, Answer>) {
  const calls = network(answers);
  const begun = vi.fn();
  render(
    <Page>
      <MakeArchive wish={{ folder_id: "root" }} onBegun={begun} />
    </Page>,
  );
  return { begun, sent: () => calls.filter(({ method }) => method === "POST").map(({ body }) => body) };
}

test("a ZIP is asked for once, waited for, and can be had in all its parts", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const answers = {
    [LIST]: listed(archive("z1", "packing")),
    [MAKE]: { status: 202, body: archive("z1", "queued") },
  };
  const { begun, sent } = make(answers);
  expect(await screen.findByText(/Sırada|Hazırlanıyor/)).toBeInTheDocument();
  expect(begun).toHaveBeenCalledOnce();
  answers[LIST] = listed(archive("z1", "ready"));
  await vi.advanceTimersByTimeAsync(6000);
  const links = await screen.findAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual(parts.map(({ url }) => url));
  expect(links[0]).toHaveAccessibleName("İndir: Belgeler-1.zip 2 KB");
  expect(sent()).toEqual([{ folder_id: "root" }]);
});

test("a ZIP that could not be made says so and can be asked for again", async () => {
  const failed = archive("z1", "failed");
  const { sent } = make({ [LIST]: listed(failed), [MAKE]: { status: 202, body: failed } });
  expect(await screen.findByText("ZIP hazırlanamadı. Yeniden deneyin.")).toBeInTheDocument();
  await click("Yeniden dene");
  await waitFor(() => expect(sent()).toHaveLength(2));
});

test("too many at a time is said in words of its own", async () => {
  make({ [LIST]: listed(), [MAKE]: { status: 409, body: { code: "limit_reached" } } });
  expect(await screen.findByText(/en çok 3 ZIP hazırlanır/)).toBeInTheDocument();
});

function note(answer: Answer) {
  const answers = { [LIST]: answer };
  const calls = network(answers);
  const show = () =>
    render(
      <Page>
        <ArchiveNote />
      </Page>,
    );
  return { answers, calls, show };
}

test("what was asked for before the page was loaded is found, told and can be downloaded", async () => {
  note(listed(archive("z2", "ready"), archive("z1", "failed"))).show();
  await click("ZIP hazır");
  const sheet = within(screen.getByRole("dialog", { name: "ZIP dosyaları" }));
  expect(sheet.getAllByRole("link")).toHaveLength(2);
  expect(sheet.getByRole("alert")).toHaveTextContent("ZIP hazırlanamadı");
});

test("one under way is told until it is ready, and cannot be hidden meanwhile", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { answers, show } = note(listed(archive("z1", "packing")));
  show();
  expect(await screen.findByRole("button", { name: "ZIP hazırlanıyor" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "ZIP bildirimini kapat" })).toBeNull();
  answers[LIST] = listed(archive("z1", "ready"));
  await vi.advanceTimersByTimeAsync(3000);
  expect(await screen.findByRole("button", { name: "ZIP hazır" })).toBeInTheDocument();
  expect(screen.getByRole("status")).toHaveTextContent("ZIP hazır");
});

test("one that could not be made is not said to be ready", async () => {
  note(listed(archive("z1", "failed"))).show();
  expect(await screen.findByRole("button", { name: "ZIP hazırlanamadı" })).toBeInTheDocument();
});

test("what was hidden stays hidden after a reload, what comes later does not", async () => {
  const { answers, calls, show } = note(listed(archive("z1", "ready")));
  const { unmount } = show();
  await click("ZIP bildirimini kapat");
  expect(screen.queryByRole("button", { name: "ZIP hazır" })).toBeNull();
  unmount();
  answers[LIST] = listed(archive("z2", "ready"), archive("z1", "ready"));
  const later = show();
  expect(await screen.findByRole("button", { name: "ZIP hazır" })).toBeInTheDocument();
  later.unmount();
  answers[LIST] = listed(archive("z1", "ready"));
  const asked = calls.length;
  show();
  await waitFor(() => expect(calls).toHaveLength(asked + 1));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.queryByRole("button", { name: "ZIP hazır" })).toBeNull();
});

test("a young ZIP is looked at often, one that takes long less so, a finished one not at all", () => {
  const at = (age: number) => ({ created_at: new Date(1_000_000 - age).toISOString() });
  expect(waitMs([at(5000)], 1_000_000)).toBe(2500);
  expect(waitMs([at(90_000)], 1_000_000)).toBe(10_000);
  expect(waitMs([], 1_000_000)).toBe(false);
});
