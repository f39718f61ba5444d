/** The open folder and the open item are in the address, so that Back, reload and a link lead to the same place. */
import { useRouter, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import type { Node } from "@/api/types";
import { ROOT } from "@/api/vault";
import { isFolder } from "./model";

export function addressOf(folder: string, id: string | null = null): string {
  const query = new URLSearchParams();
  if (folder !== ROOT) query.set("folder", folder);
  if (id !== null) query.set("id", id);
  const text = query.toString();
  return text ? `/files/?${text}` : "/files/";
}

export function useAddress() {
  const router = useRouter();
  const query = useSearchParams();
  const folder = query.get("folder") ?? ROOT;
  const id = query.get("id");
  const open = (node: Node) => {
    if (node.kind === "note") router.push(`/notes/?id=${encodeURIComponent(node.id)}`);
    else if (isFolder(node)) router.push(addressOf(node.id));
    else router.push(addressOf(folder, node.id), { scroll: false });
  };
  /** Back may have left the page, or the item, already. */
  const close = useCallback(() => {
    const { pathname, search } = window.location;
    if (pathname.startsWith("/files") && new URLSearchParams(search).has("id"))
      router.replace(addressOf(folder), { scroll: false });
  }, [router, folder]);
  const enter = (next: string) => router.replace(addressOf(next));
  return { folder, id, open, close, enter };
}
