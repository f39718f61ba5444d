import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

/** Until something that should appear counts as not appearing; a bound, never a measurement. */
const BOUND_MS = 20_000;
configure({ asyncUtilTimeout: BOUND_MS });
const { waitFor } = vi;
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === "object" ? { timeout: BOUND_MS, ...options } : (options ?? BOUND_MS));

afterEach(() => {
  cleanup();
  if (typeof localStorage !== "undefined") localStorage.clear();
});
