/** Routes that docs/openapi.json does not carry yet, in the form of the generated ones. */
import type { Client } from "openapi-fetch";
import { anonymous, api } from "./index";
import type { Node, NodePage } from "./types";

export type Picture = {
  state: "pending" | "ready" | "failed";
  reason: "unreadable" | "too_large" | "unsupported" | null;
  width: number | null;
  height: number | null;
  /** base64 */
  thumbhash: string | null;
};

/** What is known of the picture; undefined where the server does not tell of pictures. */
export const pictureOf = (node: Node): Picture | null | undefined =>
  (node as Node & { picture?: Picture | null }).picture;

export type ThumbSize = 512 | 1440;
export type Thumbnails = { items: { node_id: string; url: string }[]; expires_in: number };

export type Revision = {
  rev_id: string;
  size: number;
  sha256: string | null;
  mime: string;
  created_at: string;
  device_name: string | null;
  current: boolean;
};

export type Share = {
  id: string;
  node_id: string;
  name: string;
  kind: Node["kind"];
  token: string;
  expires_at: string | null;
  has_password: boolean;
  allow_download: boolean;
  created_at: string;
  opened: number;
};
export type NewShare = {
  node_id: string;
  expires_at?: string;
  password?: string;
  allow_download?: boolean;
};

export type Archive = {
  id: string;
  state: "queued" | "packing" | "ready" | "failed";
  created_at: string;
  expires_at: string | null;
  volumes: { name: string; size: number; url: string | null }[];
  problem: string | null;
};
export type NewArchive = { folder_id: string } | { node_ids: string[] };

/** With a password, and before it was given, only the last but one two are known. */
export type Shared = {
  name?: string | null;
  kind?: Node["kind"] | null;
  size?: number | null;
  mime?: string | null;
  needs_password: boolean;
  expires_at: string | null;
  allow_download?: boolean | null;
};
export type SharedNode = Pick<Node, "id" | "kind" | "name" | "size" | "mime"> & { parent_id?: string | null };
export type SharedPage = { items: SharedNode[]; next_cursor: string | null };
export type Url = { url: string; expires_in: number };

type Params = { path?: object; query?: object; header?: object };
type Whole<P extends Params> = {
  query: P extends { query: infer Q } ? Q : never;
  path: P extends { path: infer Q } ? Q : never;
  header: P extends { header: infer Q } ? Q : never;
};
type Optional<P> = { [K in keyof P as [P[K]] extends [never] ? never : K]: P[K] };
type Op<P extends Params, Answer, Body = never> = {
  parameters: Optional<Whole<P>>;
  responses: { 200: { headers: Record<string, unknown>; content: { "application/json": Answer } } };
} & ([Body] extends [never]
  ? { requestBody?: never }
  : { requestBody: { content: { "application/json": Body } } });

type Id<Name extends string> = { path: Record<Name, string> };
type Page = { cursor?: string; limit?: number };
type Access = { header: { "X-Share-Access"?: string } };

export type ContractPaths = {
  "/api/vault/thumbnails": {
    post: Op<Record<never, never>, Thumbnails, { node_ids: string[]; size: ThumbSize }>;
  };
  "/api/vault/nodes/{node_id}/revisions": {
    get: Op<Id<"node_id"> & { query: Page }, { items: Revision[]; next_cursor: string | null }>;
  };
  "/api/vault/nodes/{node_id}/revisions/{rev_id}/content": {
    get: Op<Id<"node_id" | "rev_id"> & { query: { download?: boolean } }, Url>;
  };
  "/api/vault/nodes/{node_id}/revisions/{rev_id}/restore": {
    post: Op<Id<"node_id" | "rev_id"> & { header: { "If-Match": string } }, Node>;
  };
  "/api/vault/shares": {
    get: Op<{ query: { node_id?: string } & Page }, { items: Share[]; next_cursor: string | null }>;
    post: Op<Record<never, never>, Share, NewShare>;
  };
  "/api/vault/shares/{share_id}": { delete: Op<Id<"share_id">, undefined> };
  "/api/vault/archives": {
    get: Op<{ query: Page }, { items: Archive[]; next_cursor: string | null }>;
    post: Op<Record<never, never>, Archive, NewArchive>;
  };
  "/api/vault/archives/{archive_id}": { get: Op<Id<"archive_id">, Archive> };
  "/api/vault/shared/{token}": { get: Op<Id<"token"> & Access, Shared> };
  "/api/vault/shared/{token}/unlock": {
    post: Op<Id<"token">, { access: string; expires_in: number }, { password: string }>;
  };
  "/api/vault/shared/{token}/nodes": {
    get: Op<Id<"token"> & Access & { query: { parent_id?: string } & Page }, SharedPage>;
  };
  "/api/vault/shared/{token}/nodes/{node_id}/content": {
    get: Op<Id<"token" | "node_id"> & Access & { query: { download?: boolean } }, Url>;
  };
};

export type { NodePage };
export const contracts = api as unknown as Client<ContractPaths>;
export const openContracts = anonymous as unknown as Client<ContractPaths>;
