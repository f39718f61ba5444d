import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followInstall } from "@/lib/install";
import { mediaQueries } from "@/lib/testingBrowser";
import { InstallRow } from "./InstallRow";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)";
const ANDROID = "Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/150.0.0.0 Mobile";
const persist = vi.fn();

let leave: () => void = () => undefined;

/** A browser as it is when a page opens. */
function browser(agent: string, standalone = false) {
  vi.spyOn(navigator, "userAgent", "get").mockReturnValue(agent);
  mediaQueries(standalone);
  leave = followInstall();
}

/** Chromium's event, which it sends while the app can be installed. */
function offer() {
  const event = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt: vi.fn() });
  act(() => void window.dispatchEvent(event));
  return event;
}
const row = (name: string | RegExp) => screen.findByRole("button", { name });

beforeEach(() => {
  persist.mockReset().mockResolvedValue(true);
  Object.defineProperty(navigator, "storage", {
    configurable: true,
    value: { persist, persisted: async () => false },
  });
});
afterEach(() => {
  act(() => void window.dispatchEvent(new Event("appinstalled"))); // the event of one test is none of the next one's
  leave();
  Reflect.deleteProperty(navigator, "storage");
  Reflect.deleteProperty(navigator, "standalone");
  Reflect.deleteProperty(navigator, "maxTouchPoints");
  vi.unstubAllGlobals();
});

test("nothing is asked unbidden: the browser's own question waits for a tap, and comes once", async () => {
  browser(ANDROID);
  render(<InstallRow />);
  expect(screen.queryByText("Ana ekrana ekle")).toBeNull();
  const event = offer();
  expect(event.defaultPrevented).toBe(true);
  expect(event.prompt).not.toHaveBeenCalled();
  await userEvent.click(await row(/Ana ekrana ekle/));
  expect(event.prompt).toHaveBeenCalledOnce();
  expect(screen.queryByText("Ana ekrana ekle")).toBeNull();
});

test("a computer has no home screen", async () => {
  browser("Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0.0.0");
  render(<InstallRow />);
  offer();
  expect(await row(/Uygulama olarak ekle/)).toBeInTheDocument();
});

test("an iPhone says which way leads there, as no page can open it", () => {
  browser(IPHONE);
  render(<InstallRow />);
  expect(screen.getByText(/Paylaş’a, ardından Ana Ekrana Ekle/)).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Ana ekrana/ })).toBeNull();
});

test("an iPad, which calls itself a Mac, has a home screen too", () => {
  Object.defineProperty(navigator, "maxTouchPoints", { configurable: true, value: 5 });
  browser("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15");
  render(<InstallRow />);
  expect(screen.getByText("Ana ekrana ekle")).toBeInTheDocument();
  expect(screen.queryByText("Uygulama olarak ekle")).toBeNull();
});

test("opened from the home screen nothing is said, and the storage is asked for", async () => {
  browser(ANDROID, true);
  render(<InstallRow />);
  offer();
  expect(screen.queryByText("Ana ekrana ekle")).toBeNull();
  await waitFor(() => expect(persist).toHaveBeenCalledOnce());
});

test("an iPhone's home screen counts too", () => {
  Object.defineProperty(navigator, "standalone", { configurable: true, value: true });
  browser(IPHONE);
  render(<InstallRow />);
  expect(screen.queryByText("Ana ekrana ekle")).toBeNull();
});

test("once it is installed the row goes, and the storage is asked for", async () => {
  browser(ANDROID);
  render(<InstallRow />);
  offer();
  await row(/Ana ekrana ekle/);
  expect(persist).not.toHaveBeenCalled();
  act(() => void window.dispatchEvent(new Event("appinstalled")));
  expect(screen.queryByText("Ana ekrana ekle")).toBeNull();
  await waitFor(() => expect(persist).toHaveBeenCalledOnce());
});

test("who does not want it is not told again", async () => {
  browser(IPHONE);
  const { unmount } = render(<InstallRow />);
  await userEvent.click(await row("Bu öneriyi kapat"));
  expect(screen.queryByText("Ana ekrana ekle")).toBeNull();
  unmount();
  render(<InstallRow />);
  expect(screen.queryByText("Ana ekrana ekle")).toBeNull();
});
