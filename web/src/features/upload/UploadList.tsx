"use client";
import { CircleAlert, CircleCheck, RotateCw, X } from "lucide-react";
import type { ReactNode } from "react";
import { errorText } from "@/api/problem";
import { FileIcon } from "@/components/FileIcon";
import { Group } from "@/components/Group";
import { Meter } from "@/components/Meter";
import { useOnline } from "@/lib/browser";
import { formatBytes } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { mimeOf } from "@/lib/mime";
import { HeldNote } from "./HeldNote";
import { canRetry, isOver, shownState, type UploadItem } from "./model";
import { useUploadActions } from "./queries";
import { useUploads } from "./store";

/** Everything picked that is not in the list of files yet, with the reason where it is not going there. */
export function UploadList() {
  const t = useT();
  const online = useOnline();
  const uploads = useUploadActions();
  const items = useUploads((state) => state.items);
  if (items.length === 0) return null;
  const moving = items.some((item) => !isOver(item.state));
  const over = items.some((item) => isOver(item.state));
  return (
    <Group
      inset="thumb"
      title={t.upload.list}
      footer={moving ? (online ? t.upload.keepOpen : t.upload.waiting) : undefined}
      action={
        over && (
          <button
            type="button"
            onClick={() => uploads.dismiss()}
            className="-my-3 -me-2 min-h-11 rounded-button px-2 text-foot font-medium text-accent active:opacity-60"
          >
            {t.upload.clear}
          </button>
        )
      }
    >
      {moving && <HeldNote />}
      <ul>
        {items.map((item) => (
          <UploadRow key={item.clientId} item={item} />
        ))}
      </ul>
    </Group>
  );
}

function UploadRow({ item }: { item: UploadItem }) {
  const t = useT();
  const uploads = useUploadActions();
  const { clientId, file, state } = item;
  return (
    <li className="hairline flex min-h-16 items-center gap-4 py-2.5 ps-4 pe-2">
      <FileIcon mime={mimeOf(file.name, file.type)} />
      <div className="min-w-0 flex-1 pe-2">
        <p className="truncate text-body">{file.name}</p>
        <Progress item={item} />
      </div>
      {isOver(state) && (
        <div className="-ms-4 flex">
          {canRetry(item) && (
            <RowButton label={t.upload.retry(file.name)} onClick={() => uploads.retry(clientId)}>
              <RotateCw aria-hidden="true" size={20} strokeWidth={1.5} />
            </RowButton>
          )}
          <RowButton label={t.upload.remove(file.name)} onClick={() => uploads.dismiss(clientId)}>
            <X aria-hidden="true" size={20} strokeWidth={1.5} />
          </RowButton>
        </div>
      )}
    </li>
  );
}

function Progress({ item }: { item: UploadItem }) {
  const t = useT();
  const language = useLanguage();
  const shown = shownState(item.state);
  const size = formatBytes(item.file.size, language);
  if (shown === "failed") {
    return (
      <p role="alert" className="flex items-start gap-1 text-foot text-bad">
        <CircleAlert aria-hidden="true" size={14} strokeWidth={2} className="mt-0.5 shrink-0" />
        {errorText(item.error, t)}
      </p>
    );
  }
  if (shown === "duplicate" || shown === "committed") {
    return (
      <p className="flex items-center gap-1 text-foot text-good">
        <CircleCheck aria-hidden="true" size={14} strokeWidth={2} />
        {t.upload.state[shown]}
      </p>
    );
  }
  const sent = shown === "uploading" ? `${formatBytes(item.sent, language)} / ${size}` : size;
  return (
    <>
      <p className="mb-1.5 truncate text-foot text-label-2 tabular-nums">
        {t.upload.state[shown]} · {sent}
      </p>
      <Meter label={t.upload.progress(item.file.name)} value={item.sent} max={Math.max(1, item.file.size)} />
    </>
  );
}

function RowButton({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="flex size-11 shrink-0 items-center justify-center rounded-full text-label-2 active:bg-pressed"
    >
      {children}
    </button>
  );
}
