// @vitest-environment node
import { afterEach, expect, test, vi } from "vitest";
import { formatTaken, type Taken, wallClock } from "./taken";

const NEW_YEAR = "2025-12-31T22:30:00Z";
const taken = (change: Partial<Taken>): Taken => ({
  taken_at: NEW_YEAR,
  created_at: "2026-11-21T10:00:00Z",
  tz_offset_minutes: null,
  date_source: null,
  ...change,
});

afterEach(() => vi.unstubAllEnvs());

test("a picture that tells its zone is shown by the clock of its place, wherever its reader is", () => {
  vi.stubEnv("TZ", "America/New_York");
  expect(formatTaken(taken({ tz_offset_minutes: 180, date_source: "exif" }), "tr")).toBe("1 Ocak 2026 01:30");
});

test.each(["exif", "name"] as const)(
  "a clock without a zone is shown as it was written: %s",
  (date_source) => {
    vi.stubEnv("TZ", "Europe/Istanbul");
    expect(formatTaken(taken({ date_source }), "tr")).toBe("31 Aralık 2025 22:30");
  },
);

test.each(["client", "upload", null] as const)(
  "a moment is shown by its reader's clock: %s",
  (date_source) => {
    vi.stubEnv("TZ", "Europe/Istanbul");
    expect(formatTaken(taken({ date_source }), "tr")).toBe("1 Ocak 2026 01:30");
    expect(wallClock(taken({ taken_at: null, date_source })).toISOString()).toBe("2026-11-21T13:00:00.000Z");
  },
);
