"use client";
import type { CreatorAccount } from "@/api/types";
import { QuietLine } from "@/components/QuietLine";
import { dayOnly, formatAgo, formatCompact, formatDay, formatShare } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useMatchT } from "@/lib/i18n/match";
import { Card } from "./Card";
import { changeText } from "./model";

/** How large the account is, and the line it makes. */
export function Numbers({ account }: { account: CreatorAccount }) {
  const t = useMatchT();
  const audience = useAudienceT();
  const language = useLanguage();
  const now = new Date();
  const { card, series, checked_at, provenance } = account;
  const youtube = card.platform === "youtube";
  const rows = [
    [youtube ? audience.metric.subscribers : audience.metric.followers, compact(card.followers)],
    [
      t.creator.engagement,
      card.engagement_rate === null ? null : formatShare(card.engagement_rate, language),
    ],
    [t.creator.growth, card.growth === null ? null : changeText(card.growth, language)],
    [t.creator.views, compact(card.views)],
    [t.creator.posted, card.posted_on && formatDay(dayOnly(card.posted_on), now, language)],
  ].filter((row): row is [string, string] => Boolean(row[1]));
  const line = provenance === "reported" ? series.find(({ points }) => points.length > 1) : undefined;
  return (
    <Card title={t.creator.numbers} note={t.creator.updated(formatAgo(checked_at, now, language))}>
      <dl className="grid grid-cols-2 gap-x-3 gap-y-4">
        {rows.map(([name, value]) => (
          <div key={name} className="flex min-w-0 flex-col-reverse justify-end">
            <dt className="text-foot text-label-2">{name}</dt>
            <dd className="text-title font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {line && (
        <div className="mt-5">
          <QuietLine
            caption={youtube ? t.creator.subscribersOver : t.creator.followersOver}
            columns={{ day: audience.column.day ?? "", value: audience.column.value ?? "" }}
            points={line.points.map((point) => ({
              ...point,
              dayText: formatDay(dayOnly(point.day), now, language),
              valueText: formatCompact(point.value, language),
            }))}
          />
        </div>
      )}
    </Card>
  );

  function compact(value: number | null): string | null {
    return value === null ? null : formatCompact(value, language);
  }
}
