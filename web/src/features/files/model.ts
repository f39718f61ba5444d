/** How a stored item reads. Pure. */
import type { Node } from "@/api/types";
import type { NodeFilter } from "@/api/vault";
import { formatBytes, formatDay } from "@/lib/format";
import type { Dictionary } from "@/lib/i18n";
import { isPreviewable, mimeFamily } from "@/lib/mime";
import type { Language } from "@/lib/preferences";

/** A preview loads the original, so only what a phone should load without being asked. */
export const PREVIEW_MAX_BYTES = 8 * 1024 * 1024;

export const hasPreview = (node: Pick<Node, "mime" | "size">): boolean =>
  isPreviewable(node.mime) && node.size <= PREVIEW_MAX_BYTES;

/** "2,4 MB · 21 Kas" */
export const subtitle = (node: Node, now: Date, language: Language): string =>
  `${formatBytes(node.size, language)} · ${formatDay(node.created_at, now, language)}`;

export const kindText = (mime: string, t: Dictionary): string => t.mime[mimeFamily(mime)];

export const emptyText = (filter: NodeFilter, t: Dictionary): string =>
  filter === "photo" ? t.files.emptyPhoto : filter === "file" ? t.files.emptyFile : t.files.empty;
