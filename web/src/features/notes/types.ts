/** What the API says of notes, in the form of api/schema.d.ts. */
import type { Client } from "openapi-fetch";
import { api } from "@/api";
import type { Node } from "@/api/types";

export type NoteNode = Node & { excerpt: string | null };
export type NotePage = { items: NoteNode[]; next_cursor: string | null };
export type NoteDocument = { node: NoteNode; title: string; text: string };
export type Revision = {
  rev_id: string;
  size: number;
  created_at: string;
  device_name: string | null;
  current: boolean;
};
export type RevisionPage = { items: Revision[]; next_cursor: string | null };
export type OldNote = { title: string; text: string; created_at: string };

type Json<Body> = { content: { "application/json": Body } };
type Answers<Status extends number, Body> = { responses: { [S in Status]: Json<Body> } };
type AtNode = { path: { node_id: string } };
type AtRevision = { path: { node_id: string; rev_id: string } };
type Matching = { header: { "If-Match": string } };
type Content = { title: string; text: string };

type NotePaths = {
  "/api/vault/notes": {
    get: { parameters: { query?: { q?: string; cursor?: string; limit?: number } } } & Answers<200, NotePage>;
    post: { requestBody: Json<Content & { client_id: string }> } & Answers<201, NoteDocument>;
  };
  "/api/vault/notes/{node_id}": {
    get: { parameters: AtNode } & Answers<200, NoteDocument>;
    put: { parameters: AtNode & Matching; requestBody: Json<Content> } & Answers<200, NoteDocument>;
  };
  "/api/vault/notes/{node_id}/revisions/{rev_id}": {
    get: { parameters: AtRevision } & Answers<200, OldNote>;
  };
  "/api/vault/nodes/{node_id}/revisions": {
    get: { parameters: AtNode & { query?: { cursor?: string } } } & Answers<200, RevisionPage>;
  };
  "/api/vault/nodes/{node_id}/revisions/{rev_id}/restore": {
    post: { parameters: AtRevision & Matching } & Answers<200, NoteNode>;
  };
};

export const notesApi = api as unknown as Client<NotePaths>;
