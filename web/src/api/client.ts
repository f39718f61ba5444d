/** The typed HTTP client. `open` sends no token; `signed` adds it and, on a 401, renews it once and asks again. */
import createClient, { type Client } from "openapi-fetch";
import { ApiError, networkError, toApiError } from "./problem";
import type { paths } from "./schema";
import type { Session } from "./session";

export type Api = Client<paths>;
type Fetch = (request: Request) => Promise<Response>;

/** Nobody waits longer than this for an answer without a body worth waiting for. */
const TIMEOUT_MS = 20_000;

const send: Fetch = async (request) => {
  try {
    return await fetch(request, {
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw networkError();
  }
};

export const openClient = (baseUrl: string): Api => createClient<paths>({ baseUrl, fetch: send });

const withToken = (request: Request, token: string): Request => {
  const copy = request.clone();
  copy.headers.set("authorization", `Bearer ${token}`);
  return copy;
};

export const signedClient = (baseUrl: string, session: Pick<Session, "token" | "renew">): Api =>
  createClient<paths>({
    baseUrl,
    fetch: async (request) => {
      const token = await session.token();
      const answer = await send(withToken(request, token));
      if (answer.status !== 401) return answer;
      return send(withToken(request, await session.renew(token)));
    },
  });

type Outcome<T> = { data?: T; error?: unknown; response: Response };

/** The body of a good answer; ApiError for every other end. */
export async function unwrap<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw toApiError(response, error);
  return data as T;
}

/** For answers without a body. */
export async function done(call: Promise<Outcome<unknown>>): Promise<void> {
  await unwrap(call);
}

export { ApiError };
