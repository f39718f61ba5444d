/** The queue's way out of this page: the API, the hash worker and the storage. */
import { api } from "@/api";
import { done, unwrap } from "@/api/client";
import { keepStorage } from "@/lib/storage";
import { readFile } from "./hasher";
import { keptFiles } from "./keptFiles";
import { readPut } from "./model";
import { type PartPorts, sendParts } from "./parts";
import type { QueuePorts, Sending } from "./steps";
import { putFile } from "./transfer";

const one = (uploadId: string) => ({ params: { path: { upload_id: uploadId } } });

const partPorts: PartPorts = {
  look: (id) => unwrap(api.GET("/api/vault/uploads/{upload_id}", one(id))),
  sign: (id, parts) =>
    unwrap(api.POST("/api/vault/uploads/{upload_id}/urls", { ...one(id), body: { parts } })),
  put: putFile,
  now: Date.now,
};

async function send(job: Sending) {
  const { target, ...rest } = job;
  if (target.method === "multipart") return sendParts(partPorts, { ...rest, uploadId: target.uploadId });
  return readPut(await putFile(target, job.file, job.onSent, job.signal));
}

type Outward = Pick<
  QueuePorts,
  "read" | "check" | "init" | "send" | "complete" | "abandon" | "newId" | "now" | "random" | "online"
>;

export const outward: Outward = {
  read: async (item, job) => {
    const keep = !item.kept && (await keptFiles.hasRoom(item.size)) ? item.clientId : null;
    const read = await readFile({ ...job, known: item.parts, keep });
    if (read.kept) void keepStorage("upload");
    return read;
  },
  check: async (hashes) => (await unwrap(api.POST("/api/vault/uploads/check", { body: { hashes } }))).items,
  init: async (items) => (await unwrap(api.POST("/api/vault/uploads", { body: { items } }))).items,
  send,
  complete: async (ids) => {
    const body = { items: ids.map((id) => ({ upload_id: id })) };
    return (await unwrap(api.POST("/api/vault/uploads/complete", { body }))).items;
  },
  abandon: (id) => void done(api.DELETE("/api/vault/uploads/{upload_id}", one(id))).catch(() => undefined),
  newId: () => crypto.randomUUID(),
  now: Date.now,
  random: Math.random,
  online: () => navigator.onLine,
};
