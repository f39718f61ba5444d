/** API and storage of the upload contract over real HTTP on loopback, with the troubles a network can have. For tests. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CompleteResult, InitItem, InitResult } from "@/api/types";
import type { Target } from "../model";

type Trouble = "lost" | "expired" | "busy" | "corrupt";

const problem = (code: string) => ({
  type: "about:blank",
  title: code,
  status: 400,
  detail: "",
  code: code,
});

export class Backend {
  stored = new Map<string, Buffer>();
  committed = new Set<string>();
  clientIds = new Set<string>();
  duplicates = new Set<string>();
  reject: Record<string, string> = {};
  /** What happens to the next puts, in order. */
  puts: Trouble[] = [];
  /** How often complete answers "pending" first. */
  pending = 0;
  calls: string[] = [];
  largest = { init: 0, complete: 0 };
  mostPuts = 0;
  #running = 0;
  #url = "";
  #server: Server | null = null;

  async start(): Promise<void> {
    Object.assign(this, new Backend());
    this.#server = createServer((request, response) => void this.#handle(request, response));
    await new Promise<void>((resolve) => this.#server?.listen(0, "127.0.0.1", resolve));
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  init(items: InitItem[]): Promise<InitResult[]> {
    return this.#post("init", items);
  }

  complete(uploadIds: string[]): Promise<CompleteResult[]> {
    return this.#post("complete", uploadIds);
  }

  async put(target: Target, file: File, onSent: (bytes: number) => void): Promise<number> {
    this.#running += 1;
    this.mostPuts = Math.max(this.mostPuts, this.#running);
    try {
      const response = await fetch(target.url, { method: "PUT", headers: target.headers, body: file });
      onSent(file.size);
      return response.status;
    } catch {
      return 0;
    } finally {
      this.#running -= 1;
    }
  }

  async #post<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${this.#url}/${path}`, { method: "POST", body: JSON.stringify(body) });
    return (await response.json()) as T;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const [, what = "", key = ""] = (request.url ?? "").split("/");
    this.calls.push(what);
    if (what === "put") return this.#put(request, response, key, body);
    const list = JSON.parse(body.toString()) as never[];
    if (what === "init") this.largest.init = Math.max(this.largest.init, list.length);
    else this.largest.complete = Math.max(this.largest.complete, list.length);
    const answer = list.map((item) => (what === "init" ? this.#initOne(item) : this.#completeOne(item)));
    response.end(JSON.stringify(answer));
  }

  #initOne(item: InitItem): InitResult {
    this.clientIds.add(item.client_id);
    const base = { client_id: item.client_id };
    if (this.duplicates.has(item.sha256)) return { ...base, status: "duplicate", node_id: "n" };
    const code = this.reject[item.name];
    if (code) return { ...base, status: "rejected", problem: problem(code) };
    const headers = { "x-amz-checksum-sha256": item.sha256, "if-none-match": "*" };
    return {
      ...base,
      status: "upload",
      upload_id: item.client_id,
      url: `${this.#url}/put/${item.client_id}`,
      headers,
    };
  }

  #put(request: IncomingMessage, response: ServerResponse, key: string, body: Buffer): void {
    const trouble = this.puts.shift();
    const sum = createHash("sha256").update(body).digest("base64");
    if (trouble === "expired") response.writeHead(403);
    else if (trouble === "busy") response.writeHead(503);
    else if (trouble === "corrupt" || sum !== request.headers["x-amz-checksum-sha256"])
      response.writeHead(400);
    else if (this.stored.has(key)) response.writeHead(412);
    else this.stored.set(key, body);
    if (trouble === "lost") request.socket.destroy();
    else response.end();
  }

  #completeOne(uploadId: string): CompleteResult {
    if (this.pending > 0) {
      this.pending -= 1;
      return { upload_id: uploadId, status: "pending" };
    }
    if (!this.stored.has(uploadId))
      return { upload_id: uploadId, status: "failed", problem: problem("upload_incomplete") };
    this.committed.add(uploadId);
    return { upload_id: uploadId, status: "committed" };
  }
}
