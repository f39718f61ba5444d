import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { UpdateNotice } from "./UpdateNotice";

class Worker extends EventTarget {
  readonly heard: unknown[] = [];
  constructor(public state: ServiceWorkerState) {
    super();
  }
  postMessage(message: unknown) {
    this.heard.push(message);
  }
  become(state: ServiceWorkerState) {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

class Registration extends EventTarget {
  waiting: Worker | null = null;
  installing: Worker | null = null;
  async update() {}
  find(worker: Worker) {
    this.installing = worker;
    this.dispatchEvent(new Event("updatefound"));
  }
}

class Container extends EventTarget {
  readonly registered: unknown[] = [];
  constructor(
    readonly registration: Registration,
    readonly controller: object | null,
  ) {
    super();
  }
  async register(...how: unknown[]) {
    this.registered.push(how);
    return this.registration;
  }
}

const reload = vi.fn();
beforeEach(() => {
  reload.mockClear();
  vi.stubEnv("NODE_ENV", "production");
  vi.stubGlobal("location", { ...window.location, reload });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "serviceWorker");
});

/** A page of a version; without a controller it is the first visit. */
async function open(registration: Registration, controller: object | null = {}) {
  const container = new Container(registration, controller);
  Object.defineProperty(navigator, "serviceWorker", { value: container, configurable: true });
  render(<UpdateNotice />);
  await waitFor(() => expect(container.registered).toEqual([["/sw.js", { updateViaCache: "none" }]]));
  await Promise.resolve();
  return container;
}
const notice = () => screen.queryByRole("button", { name: "Yenile" });

test("a new version is announced once it is whole, and nothing is reloaded before the person says so", async () => {
  const registration = new Registration();
  const container = await open(registration);
  const worker = new Worker("installing");
  registration.find(worker);
  expect(notice()).toBeNull();
  worker.become("installed");
  expect(await screen.findByText("Yeni sürüm hazır.")).toBeInTheDocument();
  expect(worker.heard).toEqual([]);
  container.dispatchEvent(new Event("controllerchange")); // another tab has taken it
  expect(reload).not.toHaveBeenCalled();

  await userEvent.click(screen.getByRole("button", { name: "Yenile" }));
  expect(worker.heard).toEqual([{ type: "SKIP_WAITING" }]);
  expect(reload).not.toHaveBeenCalled();
  container.dispatchEvent(new Event("controllerchange"));
  container.dispatchEvent(new Event("controllerchange"));
  expect(reload).toHaveBeenCalledTimes(1);
});

test("one that has waited since an earlier visit is announced too", async () => {
  const registration = new Registration();
  registration.waiting = new Worker("installed");
  await open(registration);
  expect(await screen.findByText("Yeni sürüm hazır.")).toBeInTheDocument();
});

test("the first version of all announces nothing", async () => {
  const registration = new Registration();
  await open(registration, null);
  const worker = new Worker("installing");
  registration.find(worker);
  await act(async () => worker.become("installed"));
  expect(notice()).toBeNull();
});
