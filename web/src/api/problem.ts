/** One error type for everything a call can end in; screens choose their text by `code` and show nothing of the server's. */
import type { Dictionary } from "@/lib/i18n";

export type ErrorCode = keyof Dictionary["errors"];

/** One thing that does not fit: `field` and `reason` are words of the API, `line` one of a file. */
export type Fault = { line: number | null; field: string; reason: string };

export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    /** A code of docs/openapi.json, or one of ours: network, unreadable, unknown. */
    readonly code: string,
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
    /** Seconds from Retry-After. */
    readonly retryAfter: number | null = null,
    /** What exactly does not fit, where the answer says so (422). */
    readonly faults: readonly Fault[] = [],
  ) {
    super(`${code} (${status})`);
  }
}

export const networkError = (): ApiError => new ApiError("network", 0);

/** Worth asking again without a change: no answer, throttled, or the server's own trouble. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.status === 0 || error.status === 429 || error.status >= 500) &&
  error.status !== 507;

/** When a throttled person may try again, in ms; null for other errors. */
export const lockEnd = (error: unknown): number | null =>
  error instanceof ApiError && error.retryAfter ? Date.now() + error.retryAfter * 1000 : null;

/** RFC 9110 §10.2.3: seconds or an HTTP date. */
export function parseRetryAfter(value: string | null, now: number): number | null {
  if (!value) return null;
  if (/^\d+$/.test(value)) return Number(value);
  const moment = Date.parse(value);
  return Number.isNaN(moment) ? null : Math.max(0, Math.ceil((moment - now) / 1000));
}

const codeOf = (body: unknown): string | undefined => {
  if (typeof body !== "object" || body === null || !("code" in body)) return undefined;
  return typeof body.code === "string" ? body.code : undefined;
};

const toFault = (entry: unknown): Fault[] => {
  if (typeof entry !== "object" || entry === null) return [];
  const { line, field, reason } = entry as Record<string, unknown>;
  if (typeof field !== "string" || typeof reason !== "string") return [];
  return [{ line: typeof line === "number" ? line : null, field, reason }];
};

const faultsOf = (body: unknown): Fault[] =>
  typeof body === "object" && body !== null && "errors" in body && Array.isArray(body.errors)
    ? body.errors.flatMap(toFault)
    : [];

const byStatus = (status: number): string =>
  status === 401
    ? "unauthenticated"
    : status === 429
      ? "rate_limited"
      : status >= 500
        ? "unavailable"
        : "unknown";

/** An error answer as ApiError, also where a proxy answered without our body. */
export const toApiError = (response: Response, body: unknown): ApiError =>
  new ApiError(
    codeOf(body) ?? byStatus(response.status),
    response.status,
    parseRetryAfter(response.headers.get("retry-after"), Date.now()),
    faultsOf(body),
  );

/** The text for an error, or for the code of a problem inside an answer. */
export function errorText(error: unknown, t: Dictionary): string {
  const code = error instanceof ApiError ? error.code : error;
  return typeof code === "string" && code in t.errors ? t.errors[code as ErrorCode] : t.errors.unknown;
}
