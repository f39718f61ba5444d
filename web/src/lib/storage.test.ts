import { afterEach, expect, test, vi } from "vitest";
import { keepStorage } from "./storage";

function browser(granted: boolean) {
  const persist = vi.fn(async () => granted);
  Object.defineProperty(navigator, "storage", {
    configurable: true,
    value: { persist, persisted: async () => granted },
  });
  return persist;
}

afterEach(() => Reflect.deleteProperty(navigator, "storage"));

test("a browser is asked once for each reason, whatever it answers", async () => {
  const persist = browser(false);
  await keepStorage("upload");
  await keepStorage("upload");
  expect(persist).toHaveBeenCalledOnce();
  await keepStorage("installed"); // granted to what is installed, perhaps
  expect(persist).toHaveBeenCalledTimes(2);
});

test("where it is granted already nobody is asked", async () => {
  const persist = browser(true);
  await keepStorage("upload");
  expect(persist).not.toHaveBeenCalled();
});

test("a browser that cannot promise it is left alone", async () => {
  await expect(keepStorage("upload")).resolves.toBeUndefined();
  expect(localStorage).toHaveLength(0);
});
