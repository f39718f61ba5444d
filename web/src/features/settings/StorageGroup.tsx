"use client";
import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { errorText } from "@/api/problem";
import type { Summary } from "@/api/types";
import { summaryQuery } from "@/api/vault";
import { Group } from "@/components/Group";
import { Meter } from "@/components/Meter";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure } from "@/components/State";
import { formatBytes } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useRemindersT } from "@/lib/i18n/reminders";

/** How much room is taken and how much is left. */
export function StorageGroup() {
  const t = useT();
  const words = useRemindersT();
  const summary = useQuery(summaryQuery());
  return (
    <Group title={words.storage} footer={words.counts}>
      {summary.data ? (
        <Use quota={summary.data.quota} />
      ) : summary.error ? (
        <Failure
          icon={TriangleAlert}
          text={errorText(summary.error, t)}
          onRetry={() => void summary.refetch()}
        />
      ) : (
        <SkeletonRows count={1} />
      )}
    </Group>
  );
}

function Use({ quota }: { quota: Summary["quota"] }) {
  const words = useRemindersT();
  const language = useLanguage();
  const size = (bytes: number) => formatBytes(Math.max(0, bytes), language);
  const full = quota.free <= 0;
  const share = words.of(size(quota.used), size(quota.limit));
  const facts = [
    [words.used, quota.used],
    ...(quota.reserved > 0 ? ([[words.reserved, quota.reserved]] as const) : []),
    [words.free, quota.free],
  ] as const;
  return (
    <div className="p-4">
      <Meter
        kind="meter"
        label={words.usage}
        value={quota.used}
        max={quota.limit}
        text={share}
        tone={full ? "bad" : "accent"}
      />
      <dl className="mt-3 space-y-1.5 text-sub tabular-nums">
        {facts.map(([name, bytes]) => (
          <div key={name} className="flex justify-between gap-3">
            <dt className="text-label-2">{name}</dt>
            <dd>{name === words.used ? share : size(bytes)}</dd>
          </div>
        ))}
      </dl>
      {full && <p className="mt-2 text-foot text-bad">{words.full}</p>}
    </div>
  );
}
