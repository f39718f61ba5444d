"use client";
import { errorText } from "@/api/problem";
import type { Creator } from "@/api/types";
import { FileIcon } from "@/components/FileIcon";
import { useToast } from "@/components/Toast";
import { formatBytes } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { Card } from "./Card";
import { useMediaKit, useOpenFile } from "./queries";

/** Files that the creator shows to brands; nothing is said while there are none. */
export function Kit({ creator: { id } }: { creator: Creator }) {
  const t = useT();
  const { creator: words } = useMatchT();
  const language = useLanguage();
  const files = useMediaKit(id).data;
  const open = useOpenFile(id);
  const show = useToast((state) => state.show);
  if (!files || files.length === 0) return null;
  return (
    <Card title={words.kit}>
      <ul className="-mx-4 [--inset:4.5rem]">
        {files.map(({ node_id, name, mime, size }) => (
          <li key={node_id} className="hairline">
            <button
              type="button"
              aria-label={words.kitOpen(name)}
              disabled={open.isPending}
              onClick={() => open.mutate(node_id, { onError: (error) => show(errorText(error, t)) })}
              className="flex min-h-14 w-full items-center gap-4 px-4 py-2 text-start focus-visible:-outline-offset-3 active:bg-pressed"
            >
              <FileIcon mime={mime} />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-body">{name}</span>
                <span className="block text-foot text-label-2">{formatBytes(size, language)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
