/** The calls of a note outside React, and who wants to hear of what they have stored. */
import { api } from "@/api";
import { unwrap } from "@/api/client";
import { ApiError } from "@/api/problem";
import type { NoteDocument } from "@/api/types";
import { deviceName } from "@/lib/device";
import { claimDevice } from "@/lib/deviceData";
import type { Stored } from "./autosave";
import type { Sending, Version } from "./model";

/** The Fetch standard lets 64 KiB in all outlive a page. */
const OUTLIVING_MAX = 50_000;

export const match = (rev: number) => ({ "If-Match": `"${rev}"` });
export const versionOf = ({ node, title, text }: NoteDocument): Version => ({ rev: node.rev, title, text });

const listeners = new Set<(document: NoteDocument) => void>();
/** Called with every note that the server has stored for this tab. Returns how to stop. */
export function onStored(listener: (document: NoteDocument) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let owner: Promise<boolean> | null = null;

/** Before anything that this device has kept is sent: is it of the person who is signed in now? Asked once. */
export function isOurs(): Promise<boolean> {
  owner ??= unwrap(api.GET("/api/auth/me")).then(({ id }) => claimDevice(id));
  owner.catch(forgetOwner);
  return owner;
}

export function forgetOwner(): void {
  owner = null;
}

export async function send(sending: Sending, leaving: boolean): Promise<Stored> {
  const { title, text } = sending.content;
  const keepalive = leaving && text.length * 3 < OUTLIVING_MAX;
  const device = deviceName(navigator.userAgent);
  const body = { title, text, ...(device ? { device_name: device } : {}) };
  const document = await unwrap(
    sending.kind === "create"
      ? api.POST("/api/vault/notes", { body: { client_id: sending.clientId, ...body }, keepalive })
      : api.PUT("/api/vault/notes/{node_id}", {
          params: { path: { node_id: sending.id }, header: match(sending.rev) },
          body,
          keepalive,
        }),
  );
  for (const listener of listeners) listener(document);
  return { id: document.node.id, version: versionOf(document) };
}

export async function readNote(id: string): Promise<NoteDocument | null> {
  try {
    return await unwrap(api.GET("/api/vault/notes/{node_id}", { params: { path: { node_id: id } } }));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}
