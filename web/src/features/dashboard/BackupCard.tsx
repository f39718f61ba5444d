"use client";
import { CloudCheck, CloudUpload, TriangleAlert } from "lucide-react";
import { errorText } from "@/api/problem";
import type { Summary } from "@/api/types";
import { Group } from "@/components/Group";
import { Meter } from "@/components/Meter";
import { Bone } from "@/components/Skeleton";
import { Failure } from "@/components/State";
import { formatAgo, formatBytes, formatCount } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { isEmpty, isFull } from "./model";
import { useSummary } from "./queries";

/** How much is safe, since when, and how much room is left. */
export function BackupCard() {
  const t = useT();
  const summary = useSummary();
  return (
    <Group title={t.home.backup}>
      {summary.data ? (
        <Facts summary={summary.data} />
      ) : summary.error ? (
        <Failure
          icon={TriangleAlert}
          text={errorText(summary.error, t)}
          onRetry={() => void summary.refetch()}
        />
      ) : (
        <Waiting />
      )}
    </Group>
  );
}

function Facts({ summary }: { summary: Summary }) {
  const t = useT();
  const language = useLanguage();
  const { quota, counts } = summary;
  const size = (bytes: number) => formatBytes(bytes, language);
  const empty = isEmpty(summary);
  const full = isFull(summary);
  const Icon = empty ? CloudUpload : CloudCheck;
  return (
    <div className="p-4">
      <div className="mb-5 flex items-center gap-3">
        <Icon
          aria-hidden="true"
          size={28}
          strokeWidth={1.5}
          className={empty ? "text-label-2" : "text-good"}
        />
        <p className="text-body font-semibold">
          {summary.last_backup_at
            ? t.home.last(formatAgo(summary.last_backup_at, new Date(), language))
            : t.home.never}
        </p>
      </div>
      <Meter
        kind="meter"
        label={t.home.usage}
        value={quota.used}
        max={quota.limit}
        text={t.home.used(size(quota.used), size(quota.limit))}
        tone={full ? "bad" : "accent"}
      />
      <p className="mt-2.5 flex flex-wrap justify-between gap-x-3 text-foot text-label-2 tabular-nums">
        <span>{t.home.used(size(quota.used), size(quota.limit))}</span>
        {quota.reserved > 0 && <span>{t.home.reserved(size(quota.reserved))}</span>}
      </p>
      {full && <p className="mt-2 text-foot text-bad">{t.home.full}</p>}
      <dl className="mt-5 grid grid-cols-2 gap-3">
        <Count name={t.home.photos} value={formatCount(counts.photo, language)} />
        <Count name={t.home.files} value={formatCount(counts.file, language)} />
      </dl>
    </div>
  );
}

function Count({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex flex-col-reverse rounded-button bg-well px-4 py-3">
      <dt className="text-foot text-label-2">{name}</dt>
      <dd className="text-title font-semibold tabular-nums">{value}</dd>
    </div>
  );
}

function Waiting() {
  const t = useT();
  return (
    <div role="status" className="p-4">
      <span className="sr-only">{t.app.loading}</span>
      <Bone className="mb-5 h-7 w-3/5" />
      <Bone className="h-1.5 w-full" />
      <Bone className="mt-3 h-4 w-2/5" />
      <div className="mt-5 grid grid-cols-2 gap-3">
        <Bone className="h-17 rounded-button" />
        <Bone className="h-17 rounded-button" />
      </div>
    </div>
  );
}
