import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Answer, network, Page } from "@/api/testing";
import { ToastOutlet, useToast } from "@/components/Toast";
import { forgetDeviceData } from "@/lib/deviceData";
import { mediaQueries } from "@/lib/testingBrowser";
import { ReminderGroup } from "./ReminderGroup";
import { isReminded, remindNoMore } from "./reminders";
import { StorageGroup } from "./StorageGroup";

/** The browser's push service, as far as a page sees it. */
function browser(permission: "granted" | "denied" = "granted") {
  const state = { current: null as null | { endpoint: string; key: number[] } };
  const subscription = () =>
    state.current && {
      endpoint: state.current.endpoint,
      toJSON: () => ({ endpoint: state.current?.endpoint, keys: { p256dh: "p", auth: "a" } }),
      unsubscribe: async () => {
        state.current = null;
        return true;
      },
    };
  const pushManager = {
    getSubscription: async () => subscription(),
    subscribe: async ({ applicationServerKey }: { applicationServerKey: Uint8Array }) => {
      state.current = { endpoint: "https://push.example/1", key: [...applicationServerKey] };
      return subscription();
    },
  };
  vi.stubGlobal("PushManager", class {});
  vi.stubGlobal("Notification", { requestPermission: async () => permission });
  Object.defineProperty(navigator, "serviceWorker", {
    configurable: true,
    value: { getRegistration: async () => ({ pushManager }) },
  });
  return state;
}

const [KEY, ADD, DROP] = [
  "GET /api/vault/push-key",
  "POST /api/vault/push-subscriptions",
  "DELETE /api/vault/push-subscriptions/s1",
];

function show(answers: Record<string, Answer> = {}) {
  const calls = network({
    "GET /api/vault/settings": { body: { automatic: true, windows: [] } },
    [KEY]: { body: { key: "AQID" } },
    [ADD]: { status: 201, body: { id: "s1" } },
    [DROP]: { status: 204 },
    ...answers,
  });
  render(
    <Page>
      <ReminderGroup />
      <ToastOutlet />
    </Page>,
  );
  return () =>
    calls.filter(({ path }) => path.includes("push")).map(({ method, path }) => `${method} ${path}`);
}

const toggle = () => screen.findByRole("switch", { name: /Yedekleme saatinde haber ver/ });

beforeEach(() => {
  useToast.setState({ toast: null });
  mediaQueries();
});
afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "serviceWorker");
});

test("on: the browser subscribes under the server's key, and the server knows", async () => {
  const push = browser();
  const calls = show();
  await waitFor(async () => expect(await toggle()).toBeEnabled());
  await userEvent.click(await toggle());
  await waitFor(async () => expect(await toggle()).toBeChecked());
  expect(push.current?.key).toEqual([1, 2, 3]);
  expect(calls()).toEqual([KEY, ADD]);
  await userEvent.click(await toggle());
  await waitFor(async () => expect(await toggle()).not.toBeChecked());
  expect(push.current).toBeNull();
  expect(calls().at(-1)).toBe(DROP);
});

test("a session that ends by itself takes its reminder along: whoever comes next has not turned one on", async () => {
  const push = browser();
  show();
  await waitFor(async () => expect(await toggle()).toBeEnabled());
  await userEvent.click(await toggle());
  await waitFor(async () => expect(await toggle()).toBeChecked());
  forgetDeviceData();
  expect(await isReminded()).toBe(false);
  await waitFor(() => expect(push.current).toBeNull());
});

test("a browser that cannot end its subscription keeps no session from ending", async () => {
  browser();
  const broken = { getRegistration: () => Promise.reject(new DOMException("", "SecurityError")) };
  Object.defineProperty(navigator, "serviceWorker", { configurable: true, value: broken });
  localStorage.setItem("kept/note/n/x", "{}");
  forgetDeviceData();
  await new Promise((resolve) => setTimeout(resolve));
  expect(localStorage).toHaveLength(0);
});

test("a server that refuses leaves no subscription behind", async () => {
  const push = browser();
  show({ [ADD]: { status: 503, body: { code: "unavailable" } } });
  await waitFor(async () => expect(await toggle()).toBeEnabled());
  await userEvent.click(await toggle());
  expect(await screen.findByText(/Hizmet şu an yanıt vermiyor/)).toBeVisible();
  expect(await toggle()).not.toBeChecked();
  expect(push.current).toBeNull();
});

test("notifications that are not allowed are told, and where to allow them", async () => {
  browser("denied");
  const calls = show();
  await waitFor(async () => expect(await toggle()).toBeEnabled());
  await userEvent.click(await toggle());
  expect(await screen.findByText(/bildirimlere izin verilmemiş/)).toBeVisible();
  expect(calls()).toEqual([]);
});

test("on an iPhone it says what has to be done first", async () => {
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)",
  );
  show();
  expect(await screen.findByText(/önce uygulamayı ana ekrana ekleyin/)).toBeVisible();
  expect(screen.queryByRole("switch")).toBeNull();
});

test("a browser that cannot be notified says so", async () => {
  show();
  expect(await screen.findByText("Bu tarayıcı bildirim gönderemiyor.")).toBeVisible();
});

test("leaving where nothing was turned on does nothing", async () => {
  const calls = show();
  await remindNoMore();
  expect(calls()).toEqual([]);
});

test("the use of storage has words beside its bar, and says what counts", async () => {
  network({
    "GET /api/vault/summary": {
      body: {
        quota: { limit: 10_737_418_240, used: 2_684_354_560, reserved: 1_048_576, free: 8_052_015_104 },
        counts: { file: 1, photo: 1, note: 0, folder: 0 },
        last_backup_at: null,
      },
    },
  });
  render(
    <Page>
      <StorageGroup />
    </Page>,
  );
  const bar = await screen.findByRole("meter", { name: "Alan kullanımı" });
  expect(bar).toHaveAttribute("aria-valuenow", "25");
  expect(screen.getByText("2,5 GB / 10 GB")).toBeVisible();
  expect(screen.getByText("1 MB")).toBeVisible();
  expect(screen.getByText("7,5 GB")).toBeVisible();
  expect(screen.getByText(/Çöp kutusundakiler/)).toBeVisible();
});
