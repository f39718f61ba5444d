/**
 * A large file goes up in parts of 8 MiB: those that the storage does not hold yet, two at a time, their addresses signed a window
 * ahead. What fails ends this round; the next one begins by asking what has arrived, so nothing is sent twice.
 */
import type { SignedPart, SignedParts, UploadProgress } from "@/api/types";
import { partRange, partsOf } from "@/lib/contentHash";
import { type PutVerdict, readPut, urlUsable } from "./model";

export type PartAddress = { url: string; headers: Record<string, string> };
export type AskedPart = { part_number: number; sha256: string; size: number };

export type PartPorts = {
  look: (uploadId: string) => Promise<UploadProgress>;
  sign: (uploadId: string, parts: AskedPart[]) => Promise<SignedParts>;
  /** The HTTP status; 0 when there was no answer. */
  put: (
    to: PartAddress,
    bytes: Blob,
    onSent: (bytes: number) => void,
    signal: AbortSignal,
  ) => Promise<number>;
  now: () => number;
};

export type PartJob = {
  uploadId: string;
  file: Blob;
  /** base64 SHA-256 of each part. */
  digests: readonly string[];
  /** Bytes of the whole file that have arrived or are on their way. */
  onSent: (bytes: number) => void;
  /** A part has arrived. */
  onPart: () => void;
  signal: AbortSignal;
  /** Asked before each part: whether another one may be begun. */
  goesOn: () => boolean;
};

const PARALLEL_PARTS = 2;
/** At 1 Mb/s these take nine minutes of the fifteen that an address lives. */
const WINDOW = 8;

/** Rejects with ApiError when the server does not answer as it should. */
export async function sendParts(ports: PartPorts, job: PartJob): Promise<PutVerdict> {
  const progress = await ports.look(job.uploadId);
  if (progress.state === "committed") return "stored";
  if (progress.state !== "initiated") return "renew";
  return new Round(ports, job, progress).run();
}

class Round {
  #missing: number[];
  #signed: SignedPart[] = [];
  #signedUntil = 0;
  #signing: Promise<void> | null = null;
  #arrived = 0;
  #moving = new Map<number, number>();
  #verdict: PutVerdict = "stored";

  constructor(
    readonly ports: PartPorts,
    readonly job: PartJob,
    progress: UploadProgress,
  ) {
    const held = new Map(progress.parts.map((part) => [part.part_number, part]));
    const numbers = Array.from({ length: partsOf(job.file.size) }, (_, index) => index + 1);
    this.#missing = numbers.filter((number) => held.get(number)?.sha256 !== job.digests[number - 1]);
    const lacking = new Set(this.#missing);
    for (const number of numbers) if (!lacking.has(number)) this.#arrived += this.#length(number);
  }

  /** Parts that are under way when something fails are waited for: they arrive or they do not. */
  async run(): Promise<PutVerdict> {
    this.#tell();
    const lanes = await Promise.allSettled(Array.from({ length: PARALLEL_PARTS }, () => this.#lane()));
    const broken = lanes.find((lane) => lane.status === "rejected");
    if (broken) throw broken.reason;
    return this.#verdict;
  }

  async #lane(): Promise<void> {
    while (this.#verdict === "stored") {
      if (!this.job.goesOn()) {
        this.#verdict = "paused";
        return;
      }
      const part = await this.#next();
      if (!part) return;
      await this.#send(part);
    }
  }

  async #send(part: SignedPart): Promise<void> {
    const { part_number: number } = part;
    const [start, end] = partRange(this.job.file.size, number);
    const onSent = (bytes: number) => {
      this.#moving.set(number, bytes);
      this.#tell();
    };
    const status = await this.ports.put(part, this.job.file.slice(start, end), onSent, this.job.signal);
    this.#moving.delete(number);
    const verdict = status === 404 ? "renew" : readPut(status);
    if (verdict === "stored") {
      this.#arrived += end - start;
      this.job.onPart();
    } else if (this.#verdict === "stored") this.#verdict = verdict;
    this.#tell();
  }

  /** The next signed part; the window behind it is asked for before the last one is taken. */
  async #next(): Promise<SignedPart | undefined> {
    if (!urlUsable(this.#signedUntil, this.ports.now()))
      this.#missing.unshift(...this.#signed.splice(0).map((part) => part.part_number));
    while (this.#signed.length === 0) {
      if (this.#missing.length === 0 && !this.#signing) return undefined;
      await this.#sign();
    }
    const part = this.#signed.shift();
    if (this.#signed.length < PARALLEL_PARTS && this.#missing.length > 0) this.#sign().catch(() => undefined); // told to the lane that waits for it
    return part;
  }

  #sign(): Promise<void> {
    this.#signing ??= this.#askForMore().finally(() => {
      this.#signing = null;
    });
    return this.#signing;
  }

  async #askForMore(): Promise<void> {
    const numbers = this.#missing.slice(0, WINDOW);
    const asked = numbers.map((number) => ({
      part_number: number,
      sha256: this.job.digests[number - 1] ?? "",
      size: this.#length(number),
    }));
    const { parts, expires_at: until } = await this.ports.sign(this.job.uploadId, asked);
    this.#missing = this.#missing.filter((number) => !numbers.includes(number));
    this.#signed.push(...parts);
    this.#signedUntil = Date.parse(until);
  }

  #length(number: number): number {
    const [start, end] = partRange(this.job.file.size, number);
    return end - start;
  }

  #tell(): void {
    let bytes = this.#arrived;
    for (const moving of this.#moving.values()) bytes += moving;
    this.job.onSent(bytes);
  }
}
