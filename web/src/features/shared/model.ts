/** What can be done with something shared, and the way to a folder. Pure. */
import { isInline } from "@/lib/mime";
import type { Step } from "./store";

export type Ways = { open: boolean; download: boolean };

export const waysTo = (mime: string, allowDownload: boolean): Ways => ({
  open: isInline(mime),
  download: allowDownload,
});

/** The steps down to this folder, as far as they were walked in this visit. */
export const trailTo = (trail: readonly Step[], folder: string | null): readonly Step[] =>
  folder === null ? [] : trail.slice(0, trail.findIndex(({ id }) => id === folder) + 1);

export const addressOf = (token: string, folder: string | null): string =>
  `/shared/?t=${encodeURIComponent(token)}${folder ? `&folder=${encodeURIComponent(folder)}` : ""}`;
