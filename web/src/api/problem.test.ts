import { expect, test } from "vitest";
import { tr } from "@/lib/i18n/tr";
import { ApiError, errorText, isTransient, networkError, parseRetryAfter, toApiError } from "./problem";

test("Retry-After is read as seconds and as a date", () => {
  const now = Date.parse("2026-11-21T10:00:00Z");
  expect(parseRetryAfter("120", now)).toBe(120);
  expect(parseRetryAfter("Sat, 21 Nov 2026 10:01:30 GMT", now)).toBe(90);
  expect(parseRetryAfter("soon", now)).toBeNull();
  expect(parseRetryAfter(null, now)).toBeNull();
});

test("only what may pass by itself is tried again", () => {
  expect(isTransient(networkError())).toBe(true);
  expect(isTransient(new ApiError("unavailable", 503))).toBe(true);
  expect(isTransient(new ApiError("rate_limited", 429))).toBe(true);
  expect(isTransient(new ApiError("quota_exceeded", 507))).toBe(false);
  expect(isTransient(new ApiError("not_found", 404))).toBe(false);
  expect(isTransient(new Error("ours"))).toBe(false);
});

test("a code nobody has written a text for gets the general one", () => {
  expect(errorText("from_the_future", tr)).toBe(tr.errors.unknown);
  expect(errorText(new ApiError("code_invalid", 401), tr)).toBe(tr.errors.code_invalid);
  expect(errorText(new Error("boom"), tr)).toBe(tr.errors.unknown);
});

test("faults of a 422 come along, and nothing that is none", () => {
  const errors = [
    { line: 3, field: "share", reason: "share_invalid" },
    { field: "handle", reason: "handle_invalid" },
    { field: 7, reason: "x" },
    null,
  ];
  const error = toApiError(new Response(null, { status: 422 }), { code: "audience_invalid", errors });
  expect(error.faults).toEqual([
    { line: 3, field: "share", reason: "share_invalid" },
    { line: null, field: "handle", reason: "handle_invalid" },
  ]);
  expect(toApiError(new Response(null, { status: 500 }), null).faults).toEqual([]);
});
