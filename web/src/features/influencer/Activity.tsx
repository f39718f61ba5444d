"use client";
import { CircleCheck, CircleDashed, ScanSearch } from "lucide-react";
import type { ActivityCheck, CreatorAccount, Platform } from "@/api/types";
import { RangeBar } from "@/components/RangeBar";
import { dayOnly, formatCount, formatDay, formatShare } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useMatchT } from "@/lib/i18n/match";
import { Card } from "./Card";
import { changeText } from "./model";

const icons = { usual: CircleCheck, look_closer: ScanSearch, too_little_data: CircleDashed } as const;
const tones = { usual: "text-good", look_closer: "text-warn", too_little_data: "text-label-2" } as const;

type Props = { activity: CreatorAccount["activity"]; platform: Platform };

/** Three numbers beside what is usual, each with what it was made of. Where to look, never a verdict. */
export function Activity({ activity, platform }: Props) {
  const t = useMatchT();
  return (
    <Card title={t.activity.title} note={t.activity.intro}>
      <ul className="space-y-4">
        {activity.checks.map((check) => (
          <li key={check.name}>
            <Check check={check} platform={platform} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Check({ check, platform }: { check: ActivityCheck; platform: Platform }) {
  const { activity: t } = useMatchT();
  const language = useLanguage();
  const { name, state, value, expected_low, expected_high } = check;
  const Icon = icons[state];
  const write = (number: number) =>
    name === "growth" ? changeText(number, language) : formatShare(number, language);
  const known = value !== null && expected_low !== null && expected_high !== null;
  return (
    <>
      <p className="flex flex-wrap items-center justify-between gap-x-3">
        <span className="text-sub font-medium">{t.check[name]}</span>
        <span className="inline-flex items-center gap-1.5 text-foot">
          <Icon aria-hidden="true" size={16} strokeWidth={2} className={tones[state]} />
          {t.state[state]}
        </span>
      </p>
      <p className="text-foot text-label-2">{t.about[name]}</p>
      {known && (
        <div className="mt-1.5">
          <RangeBar value={value} low={expected_low} high={expected_high} />
          <p className="mt-1 flex flex-wrap justify-between gap-x-3 text-foot tabular-nums">
            <span className="font-medium">{t.value(write(value))}</span>
            <span className="text-label-2">{t.expected(write(expected_low), write(expected_high))}</span>
          </p>
        </div>
      )}
      {check.inputs.length > 0 && <Inputs check={check} platform={platform} />}
    </>
  );
}

function Inputs({ check, platform }: { check: ActivityCheck; platform: Platform }) {
  const { activity: t } = useMatchT();
  const audience = useAudienceT();
  const language = useLanguage();
  const now = new Date();
  const nameOf = (metric: string) =>
    (metric === "followers" && platform === "youtube"
      ? audience.metric.subscribers
      : audience.metric[metric]) ?? metric;
  return (
    <details className="text-foot text-label-2">
      <summary className="inline-flex min-h-8 cursor-pointer items-center font-medium text-accent">
        {t.inputs}
      </summary>
      <ul className="space-y-0.5 tabular-nums">
        {check.inputs.map(({ metric, value, day }) => (
          <li key={`${metric} ${day}`}>
            {t.input(
              nameOf(metric),
              formatCount(Math.round(value), language),
              formatDay(dayOnly(day), now, language),
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
