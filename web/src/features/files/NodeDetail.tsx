"use client";
import { useQuery } from "@tanstack/react-query";
import { Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { errorText } from "@/api/problem";
import type { Node } from "@/api/types";
import { contentQuery } from "@/api/vault";
import { Button, buttonClass } from "@/components/Button";
import { FileIcon } from "@/components/FileIcon";
import { Preview } from "@/components/Preview";
import { useToast } from "@/components/Toast";
import { formatBytes, formatMoment } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { hasPreview, kindText } from "./model";
import { useDownload, useTrash } from "./queries";

/** One item: what it is, where its copy can be had, and the way to the trash. */
export function NodeDetail({ node, onGone }: { node: Node; onGone: () => void }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  return asking ? (
    <TrashQuestion node={node} onBack={() => setAsking(false)} onGone={onGone} />
  ) : (
    <>
      <Facts node={node} />
      <div className="flex flex-col gap-3 pb-2">
        <DownloadLink node={node} />
        <Button
          look="danger"
          wide
          onClick={() => setAsking(true)}
          icon={<Trash2 aria-hidden="true" size={20} strokeWidth={1.5} />}
        >
          {t.files.trash}
        </Button>
      </div>
    </>
  );
}

function Facts({ node }: { node: Node }) {
  const t = useT();
  const language = useLanguage();
  const content = useQuery({ ...contentQuery(node.id, "view"), enabled: hasPreview(node) });
  const facts = [
    [t.files.kind, kindText(node.mime, t)],
    [t.files.size, formatBytes(node.size, language)],
    ...(node.taken_at ? [[t.files.fileDate, formatMoment(node.taken_at, language)]] : []),
    [t.files.created, formatMoment(node.created_at, language)],
  ];
  return (
    <>
      {hasPreview(node) && (
        <div className="mb-4 flex h-60 items-center justify-center overflow-hidden rounded-card bg-fill">
          <Preview
            url={content.data?.url}
            alt={t.files.preview(node.name)}
            fallback={<FileIcon mime={node.mime} />}
            className="size-full object-contain"
          />
        </div>
      )}
      <dl className="mb-6 rounded-card bg-card shadow-soft">
        {facts.map(([name, value]) => (
          <div
            key={name}
            className="hairline flex min-h-11 items-baseline justify-between gap-4 px-4 py-2.5 text-body"
          >
            <dt className="shrink-0">{name}</dt>
            <dd className="text-end text-label-2 tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function DownloadLink({ node }: { node: Node }) {
  const t = useT();
  const content = useDownload(node.id);
  const icon = <Download aria-hidden="true" size={20} strokeWidth={1.5} />;
  if (content.data) {
    return (
      <a href={content.data.url} download={node.name} className={buttonClass("filled", true)}>
        {icon}
        {t.files.download}
      </a>
    );
  }
  return (
    <>
      {content.error && (
        <p role="alert" className="px-4 text-center text-foot text-bad">
          {errorText(content.error, t)}
        </p>
      )}
      <Button wide busy={content.isFetching} icon={icon} onClick={() => void content.refetch()}>
        {content.error ? t.action.retry : t.files.download}
      </Button>
    </>
  );
}

function TrashQuestion({ node, onBack, onGone }: { node: Node; onBack: () => void; onGone: () => void }) {
  const t = useT();
  const trash = useTrash();
  const show = useToast((state) => state.show);
  const move = () =>
    trash.mutate(node, {
      onSuccess: () => {
        show(t.files.trashed(node.name));
        onGone();
      },
    });
  return (
    <div className="pb-2">
      <h3 className="mb-1 px-1 text-body font-semibold">{t.files.trashTitle}</h3>
      <p className="mb-5 px-1 text-sub text-label-2">{t.files.trashText(node.name)}</p>
      {trash.error && (
        <p role="alert" className="mb-3 px-1 text-foot text-bad">
          {errorText(trash.error, t)}
        </p>
      )}
      <div className="flex flex-col gap-3">
        <Button look="danger" wide busy={trash.isPending} onClick={move}>
          {t.files.trash}
        </Button>
        <Button look="plain" wide onClick={onBack}>
          {t.action.cancel}
        </Button>
      </div>
    </div>
  );
}
