import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

/** Until something that should appear counts as not appearing; a bound, never a measurement. */
configure({ asyncUtilTimeout: 20_000 });

afterEach(() => {
  cleanup();
  if (typeof localStorage !== "undefined") localStorage.clear();
});
