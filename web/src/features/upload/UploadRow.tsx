"use client";
import { CircleAlert, CircleCheck, FolderSearch, RotateCw, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { memo, type ReactNode } from "react";
import { errorText } from "@/api/problem";
import { FileIcon } from "@/components/FileIcon";
import { Meter } from "@/components/Meter";
import { formatBytes } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useSendingT } from "@/lib/i18n/sending";
import { openPicker } from "./FilePicker";
import { canRetry, isMoving, progressOf, shownState, type UploadItem } from "./model";
import { useUploadActions } from "./queries";
import { openUploads } from "./store";

type Props = { item: UploadItem };

/** One file: how far it is, or why not, and what can be done about it. Drawn anew only when it has changed itself. */
export const UploadRow = memo(function UploadRow({ item }: Props) {
  const t = useT();
  const words = useSendingT();
  const uploads = useUploadActions();
  const { clientId, name, mime, state, nodeId } = item;
  const removal = isMoving(state) ? words.stop(name) : t.upload.remove(name);
  return (
    <li data-row={clientId} className="hairline flex min-h-16 items-center gap-4 py-2.5 ps-4 pe-2">
      <FileIcon mime={mime} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-body">{name}</p>
        <Progress item={item} />
      </div>
      <div className="-ms-3 flex">
        {canRetry(item) && (
          <RowButton label={t.upload.retry(name)} onClick={() => uploads.retry([clientId])}>
            <RotateCw aria-hidden="true" size={20} strokeWidth={1.5} />
          </RowButton>
        )}
        {nodeId && <Show name={name} nodeId={nodeId} />}
        {state === "missing" && (
          <RowButton label={words.pickAgain(name)} onClick={() => openPicker()}>
            <FolderSearch aria-hidden="true" size={20} strokeWidth={1.5} />
          </RowButton>
        )}
        <RowButton label={removal} onClick={() => uploads.remove([clientId])}>
          <X aria-hidden="true" size={20} strokeWidth={1.5} />
        </RowButton>
      </div>
    </li>
  );
});

/** The way to where it is already. A button: of a hundred links each would load its page ahead. */
function Show({ name, nodeId }: { name: string; nodeId: string }) {
  const words = useSendingT();
  const router = useRouter();
  const go = () => {
    openUploads(false);
    router.push(`/files/?id=${encodeURIComponent(nodeId)}`);
  };
  return (
    <button
      type="button"
      aria-label={words.showOf(name)}
      onClick={go}
      className="min-h-11 px-3 text-sub font-medium text-accent active:opacity-60"
    >
      {words.show}
    </button>
  );
}

function Progress({ item }: Props) {
  const t = useT();
  const words = useSendingT();
  const language = useLanguage();
  const shown = shownState(item.state);
  const size = formatBytes(item.size, language);
  if (shown === "failed") return <Reason text={errorText(item.error, t)} />;
  if (shown === "missing") return <Reason text={`${words.missing} · ${size}`} />;
  if (shown === "duplicate" || shown === "committed") {
    return (
      <p className="flex items-center gap-1 text-foot text-good">
        <CircleCheck aria-hidden="true" size={14} strokeWidth={2} />
        {t.upload.state[shown]}
      </p>
    );
  }
  const done = progressOf(item);
  const partly = shown === "uploading" || (shown === "hashing" && done > 0);
  return (
    <>
      <p className="mb-1.5 truncate text-foot text-label-2 tabular-nums">
        {t.upload.state[shown]} · {partly ? words.total(formatBytes(done, language), size) : size}
      </p>
      {shown !== "queued" && (
        <Meter label={t.upload.progress(item.name)} value={done} max={Math.max(1, item.size)} />
      )}
    </>
  );
}

function Reason({ text }: { text: string }) {
  return (
    <p role="alert" className="flex items-start gap-1 text-foot text-bad">
      <CircleAlert aria-hidden="true" size={14} strokeWidth={2} className="mt-0.5 shrink-0" />
      {text}
    </p>
  );
}

type ButtonProps = { label: string; onClick: () => void; children: ReactNode };

function RowButton({ label, onClick, children }: ButtonProps) {
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
