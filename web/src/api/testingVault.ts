/** For tests: samples of what the API says of the vault. */
import type { Node } from "./types";

/** A file whose id is its name. */
export const node = (name: string, change: Partial<Node> = {}): Node => ({
  id: name,
  kind: "file",
  name,
  parent_id: null,
  size: 2048,
  mime: "application/pdf",
  sha256: "x",
  rev: 1,
  state: "live",
  favourite: false,
  archived: false,
  taken_at: null,
  created_at: "2026-11-21T10:00:00Z",
  modified_at: "2026-11-21T10:00:00Z",
  trashed_at: null,
  trashed_with: null,
  excerpt: null,
  picture: null,
  tz_offset_minutes: null,
  date_source: null,
  ...change,
});

export const folder = (name: string, change: Partial<Node> = {}): Node =>
  node(name, { kind: "folder", size: 0, mime: "application/x-directory", sha256: null, ...change });

export const list = (...items: Node[]) => ({ items, next_cursor: null as string | null });
