/** API and storage of the upload contract over real HTTP on loopback, with the troubles a network can have. For tests. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ApiError } from "@/api/problem";
import type {
  CompleteResult,
  ContentState,
  InitItem,
  InitResult,
  SignedParts,
  UploadProgress,
} from "@/api/types";
import { PART_BYTES, partsOf } from "@/lib/contentHash";
import { type PutVerdict, readPut } from "../model";
import { type AskedPart, type PartAddress, type PartPorts, sendParts } from "../parts";
import type { Sending } from "../steps";
import { hashOf, sha256 } from "./hashes";

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
  parts = new Map<string, Map<number, Buffer>>();
  announced = new Map<string, InitItem>();
  abandoned: string[] = [];
  committed = new Set<string>();
  clientIds = new Set<string>();
  duplicates = new Set<string>();
  /** Contents that their owner has thrown away. */
  deleted = new Map<string, "trashed" | "deleted_by_user">();
  mayBeOpen = Number.POSITIVE_INFINITY;
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
    this.#server = createServer(
      (request, response) => void this.#handle(request, response).catch(() => undefined), // who asked has gone
    );
    await new Promise<void>((resolve) => this.#server?.listen(0, "127.0.0.1", resolve));
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  check(hashes: string[]): Promise<ContentState[]> {
    return this.#post("check", hashes);
  }

  init(items: InitItem[]): Promise<InitResult[]> {
    return this.#post("init", items);
  }

  complete(uploadIds: string[]): Promise<CompleteResult[]> {
    return this.#post("complete", uploadIds);
  }

  get partPorts(): PartPorts {
    return {
      look: (uploadId) => this.#post<UploadProgress>("look", uploadId),
      sign: (uploadId, parts) => this.#post<SignedParts>("sign", { uploadId, parts }),
      put: (to, bytes, onSent, signal) => this.put(to, bytes, onSent, signal),
      now: Date.now,
    };
  }

  async send({ target, ...job }: Sending): Promise<PutVerdict> {
    if (target.method === "multipart")
      return sendParts(this.partPorts, { ...job, uploadId: target.uploadId });
    return readPut(await this.put(target, job.file, job.onSent, job.signal));
  }

  async put(
    to: PartAddress,
    bytes: Blob,
    onSent: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<number> {
    this.#running += 1;
    this.mostPuts = Math.max(this.mostPuts, this.#running);
    try {
      const body = Buffer.from(await bytes.arrayBuffer());
      const response = await fetch(to.url, { method: "PUT", headers: to.headers, body, signal });
      onSent(bytes.size);
      return response.status;
    } catch {
      return 0;
    } finally {
      this.#running -= 1;
    }
  }

  async #post<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${this.#url}/${path}`, { method: "POST", body: JSON.stringify(body) });
    if (!response.ok) throw new ApiError("unavailable", response.status);
    return (await response.json()) as T;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const [, what = "", key = ""] = (request.url ?? "").split("/");
    this.calls.push(what);
    if (what === "put") return this.#put(request, response, key, body);
    if (what === "look" || what === "sign") {
      const asked = JSON.parse(body.toString());
      const answer = what === "look" ? this.#look(asked) : this.#sign(asked);
      response.end(JSON.stringify(answer));
      return;
    }
    const list = JSON.parse(body.toString()) as never[];
    if (what === "check") {
      response.end(JSON.stringify(list.map((hash) => this.#known(hash))));
      return;
    }
    if (what === "init") this.largest.init = Math.max(this.largest.init, list.length);
    else this.largest.complete = Math.max(this.largest.complete, list.length);
    const answer = list.map((item) => (what === "init" ? this.#initOne(item) : this.#completeOne(item)));
    response.end(JSON.stringify(answer));
  }

  #known(hash: string): ContentState {
    const there = this.duplicates.has(hash) ? "present" : "absent";
    return { sha256: hash, state: this.deleted.get(hash) ?? there, node_id: null };
  }

  #initOne(item: InitItem): InitResult {
    const base = { client_id: item.client_id };
    const before = this.announced.get(item.client_id);
    if (before && JSON.stringify(before) !== JSON.stringify(item))
      return { ...base, status: "rejected", problem: problem("idempotency_mismatch") };
    const open = [...this.announced.keys()].filter((id) => !this.committed.has(id)).length;
    if (!before && open >= this.mayBeOpen)
      return { ...base, status: "rejected", problem: problem("too_many_uploads") };
    this.clientIds.add(item.client_id);
    this.announced.set(item.client_id, item);
    const there = !item.node_id && this.duplicates.has(item.sha256);
    if (there || this.committed.has(item.client_id)) return { ...base, status: "duplicate", node_id: "n" };
    const code = this.reject[item.name];
    if (code) return { ...base, status: "rejected", problem: problem(code) };
    if (item.size > PART_BYTES)
      return {
        ...base,
        status: "upload",
        upload_id: item.client_id,
        method: "multipart",
        part_size: PART_BYTES,
      };
    const headers = { "x-amz-checksum-sha256": item.sha256, "if-none-match": "*" };
    return {
      ...base,
      status: "upload",
      upload_id: item.client_id,
      method: "put",
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
    else if (key.includes("~")) this.#keepPart(key, body);
    else if (this.stored.has(key)) response.writeHead(412);
    else this.stored.set(key, body);
    if (trouble === "lost") request.socket.destroy();
    else response.end();
  }

  #keepPart(key: string, body: Buffer): void {
    const [uploadId = "", number] = key.split("~");
    const held = this.parts.get(uploadId) ?? new Map<number, Buffer>();
    this.parts.set(uploadId, held.set(Number(number), body));
  }

  #look(uploadId: string): UploadProgress {
    const { size, sha256: whole } = this.announced.get(uploadId) as InitItem;
    const held = [...(this.parts.get(uploadId) ?? [])];
    return {
      upload_id: uploadId,
      client_id: uploadId,
      node_id: "n",
      state: this.committed.has(uploadId) ? "committed" : "initiated",
      method: "multipart",
      size,
      sha256: whole,
      part_size: PART_BYTES,
      parts: held.map(([number, body]) => ({ part_number: number, size: body.length, sha256: sha256(body) })),
      expires_at: new Date(Date.now() + 86_400_000).toISOString(),
      problem: null,
    };
  }

  #sign({ uploadId, parts }: { uploadId: string; parts: AskedPart[] }): SignedParts {
    const signed = parts.map(({ part_number, sha256: digest, size }) => ({
      part_number,
      size,
      url: `${this.#url}/put/${uploadId}~${part_number}`,
      headers: { "x-amz-checksum-sha256": digest },
    }));
    return { parts: signed, expires_at: new Date(Date.now() + 900_000).toISOString() };
  }

  /** As the server: from parts that are all there and make what was announced. */
  #assemble(uploadId: string): void {
    const item = this.announced.get(uploadId);
    const held = this.parts.get(uploadId);
    if (!item || !held || held.size !== partsOf(item.size)) return;
    const whole = Buffer.concat([...held].sort(([a], [b]) => a - b).map(([, body]) => body));
    if (hashOf(whole) === item.sha256) this.stored.set(uploadId, whole);
  }

  #completeOne(uploadId: string): CompleteResult {
    if (this.pending > 0) {
      this.pending -= 1;
      return { upload_id: uploadId, status: "pending" };
    }
    this.#assemble(uploadId);
    if (!this.stored.has(uploadId))
      return { upload_id: uploadId, status: "pending", problem: problem("upload_incomplete") };
    this.committed.add(uploadId);
    return { upload_id: uploadId, status: "committed" };
  }
}
