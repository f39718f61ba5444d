// @vitest-environment node
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { openClient, signedClient, unwrap } from "./client";
import { ApiError } from "./problem";

let server: Server | undefined;
afterEach(() => server?.close());

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  server = createServer(handle);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const tokens = (...list: string[]) => {
  const renewals: (string | null)[] = [];
  return {
    renewals,
    token: async () => list[0] ?? "",
    renew: async (stale: string | null) => {
      renewals.push(stale);
      return list[1] ?? "";
    },
  };
};

const json = (response: ServerResponse, status: number, body: unknown, headers = {}) => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
};

test("a 401 renews the token once and sends the same body again", async () => {
  const seen: string[] = [];
  const url = await serve((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      seen.push(`${request.headers.authorization} ${body}`);
      json(response, request.headers.authorization === "Bearer new" ? 200 : 401, { id: "u" });
    });
  });
  const session = tokens("old", "new");
  await unwrap(signedClient(url, session).PATCH("/api/auth/me", { body: { display_name: "Ayşe" } }));
  expect(seen).toEqual(['Bearer old {"display_name":"Ayşe"}', 'Bearer new {"display_name":"Ayşe"}']);
  expect(session.renewals).toEqual(["old"]);
});

test("a second 401 is an error, not a loop", async () => {
  let calls = 0;
  const url = await serve((_, response) => {
    calls += 1;
    json(response, 401, { code: "session_ended" });
  });
  const call = unwrap(signedClient(url, tokens("a", "b")).GET("/api/auth/me"));
  await expect(call).rejects.toMatchObject({ code: "session_ended", status: 401 });
  expect(calls).toBe(2);
});

test("a problem becomes its code with Retry-After", async () => {
  const url = await serve((_, response) =>
    json(
      response,
      429,
      { code: "rate_limited" },
      { "retry-after": "90", "content-type": "application/problem+json" },
    ),
  );
  const call = unwrap(openClient(url).POST("/api/auth/otp", { body: { phone: "+905321234567" } }));
  await expect(call).rejects.toMatchObject({ code: "rate_limited", status: 429, retryAfter: 90 });
});

test("an error without our body is named by its status", async () => {
  const url = await serve((_, response) => {
    response.writeHead(502);
    response.end("<html>bad gateway</html>");
  });
  const call = unwrap(openClient(url).POST("/api/auth/refresh", { body: {} }));
  await expect(call).rejects.toMatchObject({ code: "unavailable", status: 502 });
});

test("no answer at all is a network error", async () => {
  const url = await serve((request) => request.socket.destroy());
  const call = unwrap(openClient(url).POST("/api/auth/refresh", { body: {} }));
  const error = await call.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ code: "network", status: 0 });
});
