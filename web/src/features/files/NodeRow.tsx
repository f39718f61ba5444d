"use client";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import type { Node } from "@/api/types";
import { contentQuery } from "@/api/vault";
import { FileIcon } from "@/components/FileIcon";
import { Preview } from "@/components/Preview";
import { useSeen } from "@/lib/browser";
import { cx } from "@/lib/cx";
import { useLanguage, useT } from "@/lib/i18n";
import { hasPreview, subtitle } from "./model";

type Props = { node: Node; selected: boolean; onOpen: (id: string) => void };

export function NodeRow({ node, selected, onOpen }: Props) {
  const t = useT();
  const language = useLanguage();
  return (
    <li className="hairline">
      <button
        type="button"
        aria-current={selected ? "true" : undefined}
        onClick={() => onOpen(node.id)}
        className={cx(
          "flex min-h-16 w-full items-center gap-4 px-4 py-2.5 text-start transition-colors duration-200 active:bg-pressed focus-visible:-outline-offset-3",
          selected && "lg:bg-accent-soft",
        )}
      >
        <Thumb node={node} />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-body">{node.name}</span>
          <span className="flex items-center gap-1 text-foot text-label-2 tabular-nums">
            <CircleCheck aria-hidden="true" size={14} strokeWidth={2} className="shrink-0 text-good" />
            <span className="shrink-0">{t.files.backedUp}</span>
            <span className="truncate">· {subtitle(node, new Date(), language)}</span>
          </span>
        </span>
      </button>
    </li>
  );
}

/** The icon, and for photos the picture once the row comes near the screen. */
function Thumb({ node }: { node: Node }) {
  const [ref, seen] = useSeen<HTMLSpanElement>();
  const content = useQuery({ ...contentQuery(node.id, "view"), enabled: seen && hasPreview(node) });
  return (
    <span ref={ref} className="size-10 shrink-0">
      <Preview
        url={content.data?.url}
        alt=""
        fallback={<FileIcon mime={node.mime} />}
        className="size-10 rounded-lg bg-fill object-cover"
      />
    </span>
  );
}
