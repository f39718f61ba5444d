/** What is read: the list that is shown, the folders, one item, and where its bytes are. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { foldersQuery } from "@/api/folders";
import { useThumbnail } from "@/api/thumbnails";
import type { Node } from "@/api/types";
import { contentQuery, nodeQuery, ROOT, type Scope, scopeQuery } from "@/api/vault";
import { useLanguage } from "@/lib/i18n";
import { foldersIn, hasPreview, isFolder, pathTo } from "./model";

const NONE: readonly Node[] = [];

export function useFolders() {
  const query = useQuery(foldersQuery());
  return { ...query, folders: query.data ?? NONE };
}

/** The open folder and the way to it. One that is too new for the list of folders is asked for by itself. */
export function usePlace(id: string) {
  const { folders, isPending } = useFolders();
  const path = useMemo(() => pathTo(folders, id), [folders, id]);
  const known = path.length > 0;
  const single = useQuery({ ...nodeQuery(id), enabled: id !== ROOT && !isPending && !known });
  const found = single.data?.kind === "folder" && single.data.state === "live" ? single.data : null;
  const missing = id !== ROOT && !known && (single.data !== undefined ? !found : single.error !== null);
  const whole = known || !found ? path : [...pathTo(folders, found.parent_id ?? ROOT), found];
  return { path: whole, folder: whole.at(-1) ?? null, missing };
}

/** The rows of the screen: folders first where one folder is shown, then everything else page by page. */
export function useListing(scope: Scope) {
  const language = useLanguage();
  const tree = useFolders();
  const query = useInfiniteQuery(scopeQuery(scope));
  const pages = query.data?.pages;
  const { folders } = tree;
  const rows = useMemo(() => {
    if (!pages || tree.isPending) return null;
    const all = pages.flatMap((page) => page.items);
    if (scope.parent_id === undefined) return { folders: [], items: all };
    const first = foldersIn(folders, scope.parent_id, scope.sort ?? "newest", language);
    const shown = new Set(first.map(({ id }) => id));
    return { folders: first, items: all.filter((node) => !isFolder(node) || !shown.has(node.id)) };
  }, [pages, folders, tree.isPending, scope.parent_id, scope.sort, language]);
  return { ...query, rows, pageCount: pages?.length ?? 0 };
}

export type Listing = ReturnType<typeof useListing>;

/** From the list when it is there, else by its id (a link opened directly). */
export function useNode(id: string | null, listed: readonly Node[] | undefined) {
  const known = listed?.find((node) => node.id === id);
  const query = useQuery({ ...nodeQuery(id ?? ""), enabled: id !== null && listed !== undefined && !known });
  const alone = query.data?.state === "live" ? query.data : undefined;
  const node = known ?? (id ? alone : undefined);
  return {
    node,
    missing: id !== null && !known && (query.data !== undefined ? !alone : query.error !== null),
  };
}

/** The small picture of a row once it comes near the screen; the original of what was stored before there were any. */
export function useRowPicture(node: Node, seen: boolean) {
  const small = useThumbnail(node, 512, seen);
  const { picture } = node;
  const original = useQuery({
    ...contentQuery(node.id, "view"),
    enabled: seen && picture === null && hasPreview(node),
  });
  return { url: small ?? original.data?.url, thumbhash: picture?.thumbhash };
}
