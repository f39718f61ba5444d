/**
 * Lists that are on the screen or were, after nodes have come, changed or gone: every list that may hold a node is told, by
 * what it is a list of. Called before the server has agreed, and again with what was there when it does not.
 */
import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";
import { isOneOf } from "@/lib/mime";
import { foldersQuery } from "./folders";
import type { Node, NodePage } from "./types";
import { folderOf, nodeQuery, type Scope, summaryQuery } from "./vault";

type Pages = InfiniteData<NodePage, string | null>;

/** Lists of other orders than those of `Scope`, each kept by its feature. */
export const ALBUMS = ["albums"] as const;
export const ALBUM_ITEMS = [...ALBUMS, "items"] as const;
export const NOTES = ["notes"] as const;
export const TIMELINE = ["photos", "timeline"] as const;
/** Not a list: that the timeline has followed the change feed. To be asked again when there is something new in it. */
export const FEED = ["photos", "feed"] as const;
export const noteKey = (id: string) => ["note", id] as const;
export const revisionsKey = (id: string) => ["revisions", id] as const;

/** As the server compares names (functions/vault/core/names.py), near enough to put a row where it will be. */
const fold = (name: string): string => name.normalize("NFC").toLowerCase();

/** As the server searches: without marks, and either i for the other. */
const searched = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replaceAll("ı", "i");

export const belongs = (node: Node, scope: Scope): boolean =>
  node.state === "live" &&
  (scope.kind === undefined || node.kind === scope.kind) &&
  (scope.parent_id === undefined || folderOf(node) === scope.parent_id) &&
  (scope.favourite === undefined || node.favourite === scope.favourite) &&
  (scope.archived === undefined || node.archived === scope.archived) &&
  (scope.type === undefined || (node.kind !== "folder" && isOneOf(node.mime, scope.type.split(",")))) &&
  (scope.q === undefined || searched(node.name).includes(searched(scope.q)));

/** Whether `a` stands before `b`. */
function before(a: Node, b: Node, sort: Scope["sort"]): boolean {
  if (sort === "name") return fold(a.name) < fold(b.name);
  if (sort === "-name") return fold(a.name) > fold(b.name);
  return sort === "oldest" ? a.created_at < b.created_at : a.created_at >= b.created_at;
}

const without = (pages: Pages, id: string): Pages => ({
  ...pages,
  pages: pages.pages.map((page) => ({ ...page, items: page.items.filter((node) => node.id !== id) })),
});

const isIn = (pages: Pages, id: string): boolean =>
  pages.pages.some(({ items }) => items.some((node) => node.id === id));

/** At its place; behind the end of what is loaded it comes with its page. */
function inserted(pages: Pages, node: Node, isBefore: (a: Node, b: Node) => boolean): Pages {
  const last = pages.pages.length - 1;
  const target = pages.pages.findIndex(
    ({ items, next_cursor }, index) =>
      items.some((other) => isBefore(node, other)) || (index === last && !next_cursor),
  );
  const at = (items: readonly Node[]): number => {
    const place = items.findIndex((other) => isBefore(node, other));
    return place < 0 ? items.length : place;
  };
  return {
    ...pages,
    pages: pages.pages.map((page, index) =>
      index === target ? { ...page, items: page.items.toSpliced(at(page.items), 0, node) } : page,
    ),
  };
}

const replaced = (pages: Pages, node: Node): Pages => ({
  ...pages,
  pages: pages.pages.map((page) => ({
    ...page,
    items: page.items.map((other) => (other.id === node.id ? node : other)),
  })),
});

function withNode(pages: Pages, node: Node, scope: Scope): Pages {
  const there = isIn(pages, node.id);
  // What the server has put there may be of the type by its bytes, which are not known here.
  const { type, ...rest } = scope;
  if (!belongs(node, there ? rest : scope)) return there ? without(pages, node.id) : pages;
  const staysPut = scope.sort !== "name" && scope.sort !== "-name";
  if (there && staysPut) return replaced(pages, node);
  return inserted(there ? without(pages, node.id) : pages, node, (a, b) => before(a, b, scope.sort));
}

const taken = ({ taken_at, created_at }: Node): string => taken_at ?? created_at;
const later = (a: Node, b: Node): boolean => (taken(a) === taken(b) ? a.id > b.id : taken(a) > taken(b));

/** A photo that moves in time comes to its place; an archived one has none. */
function inTime(pages: Pages, node: Node): Pages {
  const rest = without(pages, node.id);
  return node.kind === "photo" && node.state === "live" && !node.archived
    ? inserted(rest, node, later)
    : rest;
}

const inPlace = (pages: Pages, node: Node): Pages =>
  node.state === "live" ? replaced(pages, node) : without(pages, node.id);

/** An answer on its way, or a list that failed, does not know of the change. */
function askAgain(client: QueryClient, queryKey: QueryKey): void {
  const exact = { queryKey, exact: true };
  if (client.isFetching(exact) > 0 || client.getQueryState(queryKey)?.status === "error")
    void client.invalidateQueries(exact);
}

function eachList(client: QueryClient, change: (pages: Pages, scope: Scope) => Pages): void {
  for (const { queryKey } of client.getQueryCache().findAll({ queryKey: ["nodes"] })) {
    const scope = queryKey[1] as Scope;
    client.setQueryData<Pages>(queryKey, (pages) => (pages ? change(pages, scope) : pages));
    askAgain(client, queryKey);
  }
}

function eachFolder(client: QueryClient, change: (folders: readonly Node[]) => Node[]): void {
  const { queryKey } = foldersQuery();
  client.setQueryData<Node[]>(queryKey, (folders) => (folders ? change(folders) : folders));
  askAgain(client, queryKey);
}

function within(client: QueryClient, lists: QueryKey, change: (pages: Pages) => Pages): void {
  for (const { queryKey } of client.getQueryCache().findAll({ queryKey: lists })) {
    client.setQueryData<Pages>(queryKey, (pages) => (pages ? change(pages) : pages));
    askAgain(client, queryKey);
  }
}

const put = (client: QueryClient, nodes: readonly Node[]): void => {
  eachList(client, (pages, scope) => nodes.reduce((so, node) => withNode(so, node, scope), pages));
  within(client, TIMELINE, (pages) => nodes.reduce(inTime, pages));
  const folders = nodes.filter(({ kind }) => kind === "folder");
  const ids = new Set(folders.map(({ id }) => id));
  if (folders.length > 0)
    eachFolder(client, (known) => [...known.filter(({ id }) => !ids.has(id)), ...folders]);
};

/** Nodes that are there now, as they are now: new, changed, moved, or back from the trash. */
export function putNodes(client: QueryClient, nodes: readonly Node[]): void {
  put(client, nodes);
  for (const lists of [ALBUM_ITEMS, NOTES]) within(client, lists, (pages) => nodes.reduce(inPlace, pages));
  for (const node of nodes) {
    client.setQueryData(nodeQuery(node.id).queryKey, node);
    if (node.kind === "note") void client.invalidateQueries({ queryKey: noteKey(node.id) }); // a name is a title
  }
}

export function removeNodes(client: QueryClient, ids: readonly string[]): void {
  const gone = new Set(ids);
  eachList(client, (pages) => ids.reduce(without, pages));
  for (const lists of [TIMELINE, ALBUM_ITEMS, NOTES])
    within(client, lists, (pages) => ids.reduce(without, pages));
  eachFolder(client, (known) => known.filter(({ id }) => !gone.has(id)));
  for (const id of ids) {
    client.setQueryData(nodeQuery(id).queryKey, null);
    void client.invalidateQueries({ queryKey: noteKey(id) });
  }
}

/** What counts and what lies elsewhere, once the server has agreed. `deep`: with what is below folders. */
export function renewVault(client: QueryClient, deep = false): void {
  const below = deep ? [["nodes"], foldersQuery().queryKey] : [];
  for (const queryKey of [summaryQuery().queryKey, ["trash"], ALBUMS, NOTES, FEED, ...below])
    void client.invalidateQueries({ queryKey });
}

/** The bytes of these are others now, and so are their versions and their pictures. */
export function renewContent(client: QueryClient, ids: readonly string[]): void {
  for (const id of ids)
    for (const queryKey of [
      revisionsKey(id),
      ["content", id],
      ["thumbnail", 512, id],
      ["thumbnail", 1440, id],
    ])
      void client.invalidateQueries({ queryKey });
}

/** Nodes that an upload has made, and those that have their next content by one. */
export function insertNodes(client: QueryClient, nodes: readonly Node[]): void {
  const changed = nodes.filter(({ rev }) => rev > 1);
  if (changed.length < nodes.length) put(client, nodes);
  if (changed.length > 0) putNodes(client, changed);
  renewContent(
    client,
    changed.map(({ id }) => id),
  );
  for (const queryKey of [summaryQuery().queryKey, FEED]) void client.invalidateQueries({ queryKey });
}

export function removeNode(client: QueryClient, id: string): void {
  removeNodes(client, [id]);
  renewVault(client);
}
