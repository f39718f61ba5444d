/** How stored items read and where they stand. Pure. */
import type { Node } from "@/api/types";
import { folderOf, type NodeSort, ROOT, type Scope } from "@/api/vault";
import { formatBytes, formatDay } from "@/lib/format";
import type { Dictionary } from "@/lib/i18n";
import type { FilesTexts } from "@/lib/i18n/files";
import { isPreviewable, mimeFamily } from "@/lib/mime";
import type { Language } from "@/lib/preferences";

/** A preview loads the original, so only what a phone should load without being asked. */
export const PREVIEW_MAX_BYTES = 8 * 1024 * 1024;

export const hasPreview = (node: Pick<Node, "mime" | "size">): boolean =>
  isPreviewable(node.mime) && node.size <= PREVIEW_MAX_BYTES;

export const isFolder = ({ kind }: Pick<Node, "kind">): boolean => kind === "folder";

/** "2,4 MB · 21 Kas"; folders have no size of their own. */
export const subtitle = (node: Node, now: Date, language: Language): string =>
  isFolder(node)
    ? formatDay(node.created_at, now, language)
    : `${formatBytes(node.size, language)} · ${formatDay(node.created_at, now, language)}`;

export const kindText = (node: Pick<Node, "kind" | "mime">, t: Dictionary, words: FilesTexts): string =>
  isFolder(node) ? words.browse.folder : t.mime[mimeFamily(node.mime)];

const OFFICE = "application/vnd.openxmlformats-officedocument";

/** What may be asked for by type; at most five types in one call. */
export const TYPES = {
  photo: "image/*",
  video: "video/*",
  audio: "audio/*",
  pdf: "application/pdf",
  document: [
    "text/*",
    "application/msword",
    `${OFFICE}.wordprocessingml.document`,
    `${OFFICE}.spreadsheetml.sheet`,
    `${OFFICE}.presentationml.presentation`,
  ].join(","),
} as const;
export type TypeName = keyof typeof TYPES;

export type View = { folder: string; q: string; favourites: boolean; type: TypeName | null; sort: NodeSort };

/** By name only within a folder, as the API says. */
const acrossFolders = (sort: NodeSort): NodeSort => (sort === "oldest" ? "oldest" : "newest");

/** What is asked for. A search, the favourites and the items of a type go through the whole vault. */
export function scopeOf({ folder, q, favourites, type, sort }: View): Scope {
  const text = q.trim();
  if (text === "" && !favourites && type === null) return { parent_id: folder, sort };
  return {
    sort: acrossFolders(sort),
    ...(text === "" ? {} : { q: text }),
    ...(favourites ? { favourite: true } : {}),
    ...(type === null ? {} : { type: TYPES[type] }),
  };
}

export const sortsOf = ({ parent_id }: Scope): NodeSort[] =>
  parent_id === undefined ? ["newest", "oldest"] : ["newest", "oldest", "name", "-name"];

/** The folders from the top down to this one; without those that are not known. */
export function pathTo(folders: readonly Node[], id: string): Node[] {
  const byId = new Map(folders.map((folder) => [folder.id, folder]));
  const path: Node[] = [];
  for (let at = byId.get(id); at && !path.includes(at); at = byId.get(folderOf(at))) path.unshift(at);
  return path;
}

/** A folder into itself or below would be a ring. */
export const isBelow = (folders: readonly Node[], id: string, above: ReadonlySet<string>): boolean =>
  pathTo(folders, id).some((folder) => above.has(folder.id));

const orders: Record<NodeSort, (a: Node, b: Node, language: Language) => number> = {
  name: (a, b, language) => a.name.localeCompare(b.name, language, { numeric: true }),
  "-name": (a, b, language) => b.name.localeCompare(a.name, language, { numeric: true }),
  newest: (a, b) => b.created_at.localeCompare(a.created_at),
  oldest: (a, b) => a.created_at.localeCompare(b.created_at),
};

/** The folders in this one, in the order of the list. */
export const foldersIn = (
  folders: readonly Node[],
  parent: string,
  sort: NodeSort,
  language: Language,
): Node[] =>
  folders
    .filter((folder) => folderOf(folder) === parent)
    .sort((a, b) => orders[sort](a, b, language) || orders.name(a, b, language));

/** Where a node stands, in a word: for lists that go across folders. */
export const placeOf = (node: Node, folders: readonly Node[], rootName: string): string =>
  folderOf(node) === ROOT ? rootName : (folders.find(({ id }) => id === node.parent_id)?.name ?? rootName);

/** A file's name without its ending, so that typing over it keeps the ending: [start, end]. */
export function stemRange(name: string, kind: Node["kind"]): [number, number] {
  const dot = kind === "folder" ? -1 : name.lastIndexOf(".");
  return [0, dot > 0 ? dot : name.length];
}
