import { describe, expect, test } from "vitest";
import {
  dayOnly,
  formatAgo,
  formatBytes,
  formatClock,
  formatCompact,
  formatDay,
  formatDuration,
  formatShare,
  formatUntil,
} from "./format";

test.each([
  [0, "0 B"],
  [1023, "1.023 B"],
  [1024, "1 KB"],
  [2_517_000, "2,4 MB"],
  [150 * 1024 * 1024, "150 MB"],
  [5 * 1024 ** 3, "5 GB"],
])("%i bytes read as %s", (bytes, text) => expect(formatBytes(bytes, "tr")).toBe(text));

test("waiting times are rounded up to one unit", () => {
  expect(formatDuration(1, "tr")).toBe("1 saniye");
  expect(formatDuration(60, "tr")).toBe("60 saniye");
  expect(formatDuration(61, "tr")).toBe("2 dakika");
  expect(formatDuration(3600, "en")).toBe("1 hour");
  expect(formatDuration(90_000, "en")).toBe("25 hours");
  expect(formatDuration(7 * 86_400, "tr")).toBe("7 gün");
  expect(formatDuration(0, "en")).toBe("1 second");
});

test("a countdown shows minutes and two-digit seconds", () => {
  expect(formatClock(65)).toBe("1:05");
  expect(formatClock(9)).toBe("0:09");
});

describe("moments of the past", () => {
  const now = new Date("2026-11-21T15:00:00");
  test.each([
    ["2026-11-21T14:59:40", "şimdi"],
    ["2026-11-21T14:55:00", "5 dakika önce"],
    ["2026-11-21T12:00:00", "3 saat önce"],
    ["2026-11-20T23:00:00", "dün"],
    ["2026-11-10T10:00:00", "10 Kas"],
    ["2025-11-10T10:00:00", "10 Kas 2025"],
    ["2026-11-21T15:00:30", "şimdi"],
  ])("%s reads as %s", (moment, text) => expect(formatAgo(moment, now, "tr")).toBe(text));

  test("a day of this year has no year", () =>
    expect(formatDay("2026-01-05T10:00:00", now, "en")).toBe("Jan 5"));
});

test.each([
  [0.7, "%70"],
  [0.0996, "%10"],
  [0.0812, "%8,1"],
  [0.001, "%0,1"],
  [0.0004, "<%0,1"],
  [0, "%0"],
])("a share of %d reads as %s", (share, text) => expect(formatShare(share, "tr")).toBe(text));

test("large numbers are short", () => {
  expect(formatCompact(12_400, "en")).toBe("12.4K");
  expect(formatCompact(2_100_000, "tr")).toBe("2,1\u00a0Mn");
});

test("a moment to come has a day only when it is not today", () => {
  const now = new Date("2026-11-21T15:00:00");
  expect(formatUntil("2026-11-21T18:30:00", now, "tr")).toBe("18:30");
  expect(formatUntil("2026-11-22T09:05:00", now, "tr")).toBe("22 Kas 09:05");
});

test("a day is the same day in every time zone", () =>
  expect(new Date(dayOnly("2026-11-21")).getDate()).toBe(21));
