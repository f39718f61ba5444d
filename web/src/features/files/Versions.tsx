"use client";
import { Download, RotateCcw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { errorText } from "@/api/problem";
import type { Node, Revision } from "@/api/types";
import { FormError } from "@/components/Form";
import { Group } from "@/components/Group";
import { IconButton } from "@/components/IconButton";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure } from "@/components/State";
import { useToast } from "@/components/Toast";
import { formatBytes, formatMoment } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { isStale } from "./changes";
import { useRestoreRevision, useRevisionDownload, useRevisions } from "./sharing";

type Props = { node: Node; newVersion: (node: Node) => ReactNode; onDone: () => void };

/** What a file was before, and the way to what it is next. */
export function Versions({ newVersion, ...list }: Props) {
  const { node } = list;
  const takesUploads = node.kind !== "note" && node.state === "live";
  return (
    <>
      {takesUploads && newVersion(node)}
      <VersionList {...list} />
    </>
  );
}

/** Each version can be had, and be the newest again. Nothing is lost by going back. */
function VersionList({ node, onDone }: Omit<Props, "newVersion">) {
  const t = useT();
  const words = useFilesT();
  const query = useRevisions(node);
  const restore = useRestoreRevision(node);
  const download = useRevisionDownload(node);
  const show = useToast((state) => state.show);
  const back = (revision: Revision) =>
    restore.mutate(revision.rev_id, {
      onSuccess: () => {
        show(words.versions.restored);
        onDone();
      },
    });
  const error = restore.error ?? download.error;
  if (!query.data)
    return (
      <Group>
        {query.error ? (
          <Failure
            icon={TriangleAlert}
            text={errorText(query.error, t)}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <SkeletonRows count={3} />
        )}
      </Group>
    );
  return (
    <>
      <FormError text={error && (isStale(error) ? words.deed.changed : errorText(error, t))} />
      <Group footer={query.data.length > 1 ? words.versions.text : words.versions.only}>
        <ul aria-label={words.versions.list}>
          {query.data.map((revision) => (
            <RevisionRow
              key={revision.rev_id}
              revision={revision}
              busy={restore.isPending || download.isPending}
              onRestore={() => back(revision)}
              onDownload={() => download.mutate(revision.rev_id)}
            />
          ))}
        </ul>
      </Group>
    </>
  );
}

type RowProps = { revision: Revision; busy: boolean; onRestore: () => void; onDownload: () => void };

function RevisionRow({ revision, busy, onRestore, onDownload }: RowProps) {
  const words = useFilesT().versions;
  const language = useLanguage();
  const when = formatMoment(revision.created_at, language);
  return (
    <li className="hairline flex min-h-16 items-center gap-1 py-2.5 ps-4 pe-1.5">
      <div className="min-w-0 flex-1">
        <p className="text-body">{when}</p>
        <p className="truncate text-foot text-label-2 tabular-nums">
          {revision.current && <span className="font-medium text-good">{words.current} · </span>}
          {formatBytes(revision.size, language)}
          {revision.device_name && ` · ${revision.device_name}`}
        </p>
      </div>
      <IconButton icon={Download} label={words.downloadName(when)} disabled={busy} onClick={onDownload} />
      {!revision.current && (
        <IconButton icon={RotateCcw} label={words.restoreName(when)} disabled={busy} onClick={onRestore} />
      )}
    </li>
  );
}
