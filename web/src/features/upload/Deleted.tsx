"use client";
import { Trash2 } from "lucide-react";
import { memo, type ReactNode } from "react";
import { Button } from "@/components/Button";
import { FileIcon } from "@/components/FileIcon";
import { Group } from "@/components/Group";
import { formatBytes, formatCount } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useSendingT } from "@/lib/i18n/sending";
import { MOST_ROWS, type UploadItem } from "./model";
import { useUploadActions } from "./queries";

/** What its owner has deleted once comes back only with their word: for each, or for all of it at once. */
export function Deleted({ items }: { items: readonly UploadItem[] }) {
  const words = useSendingT().deleted;
  const more = useSendingT().more;
  const language = useLanguage();
  const uploads = useUploadActions();
  if (items.length === 0) return null;
  const ids = items.map((item) => item.clientId);
  const hidden = items.length - MOST_ROWS;
  return (
    <Group inset="thumb" title={words.title}>
      <div className="p-4">
        <p className="text-sub">{words.text(items.length)}</p>
        {items.some((item) => item.state === "trashed") && (
          <p className="mt-1 text-foot text-label-2">{words.trashHint}</p>
        )}
        {items.length > 1 && (
          <div className="mt-3 flex flex-col gap-2">
            <Button wide look="soft" onClick={() => uploads.anyway(ids)}>
              {words.allAnyway}
            </Button>
            <Button wide look="plain" onClick={() => uploads.remove(ids)}>
              {words.leaveAll}
            </Button>
          </div>
        )}
      </div>
      <ul>
        {items.slice(0, MOST_ROWS).map((item) => (
          <DeletedRow key={item.clientId} item={item} />
        ))}
      </ul>
      {hidden > 0 && (
        <p className="hairline px-4 py-3 text-sub text-label-2">{more(formatCount(hidden, language))}</p>
      )}
    </Group>
  );
}

const DeletedRow = memo(function DeletedRow({ item }: { item: UploadItem }) {
  const words = useSendingT().deleted;
  const language = useLanguage();
  const uploads = useUploadActions();
  const { clientId, name, mime, size } = item;
  const why = item.state === "trashed" ? words.trashed : words.deleted;
  return (
    <li data-row={clientId} className="hairline flex items-start gap-4 px-4 pt-2.5">
      <FileIcon mime={mime} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-body">{name}</p>
        <p className="flex items-center gap-1 text-foot text-label-2">
          <Trash2 aria-hidden="true" size={14} strokeWidth={1.5} className="shrink-0" />
          {why} · {formatBytes(size, language)}
        </p>
        <p className="flex flex-wrap gap-x-5">
          <Choice label={words.anywayOf(name)} onClick={() => uploads.anyway([clientId])}>
            {words.anyway}
          </Choice>
          <Choice label={words.leaveOf(name)} onClick={() => uploads.remove([clientId])}>
            {words.leave}
          </Choice>
        </p>
      </div>
    </li>
  );
});

type ChoiceProps = { label: string; onClick: () => void; children: ReactNode };

const Choice = ({ label, onClick, children }: ChoiceProps) => (
  <button
    type="button"
    aria-label={label}
    onClick={onClick}
    className="min-h-11 text-sub font-medium text-accent active:opacity-60"
  >
    {children}
  </button>
);
