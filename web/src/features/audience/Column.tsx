"use client";
import { CircleAlert, PencilLine, Share2 } from "lucide-react";
import { needsItsUser, PROVIDER_NAMES } from "@/api/connect";
import type { Audience, Connection } from "@/api/types";
import { Link } from "@/components/Link";
import { ProviderIcon } from "@/components/ProviderIcon";
import { QuietLine } from "@/components/QuietLine";
import { SandboxNote } from "@/components/SandboxNote";
import { Spinner } from "@/components/Spinner";
import { cx } from "@/lib/cx";
import { dayOnly, formatAgo, formatCompact, formatDay } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { DimensionCard } from "./DimensionCard";
import { type DimensionName, figures, scaleOf, type Trend, trendOf } from "./model";

type Props = {
  audience: Audience;
  connection: Connection | undefined;
  rows: readonly DimensionName[];
  /** All accounts shown, whose bars share a scale. */
  all: readonly Audience[];
};

/** Head, numbers and up to six dimensions. */
const SPANS = [
  "",
  "",
  "",
  "lg:row-span-3",
  "lg:row-span-4",
  "lg:row-span-5",
  "lg:row-span-6",
  "lg:row-span-7",
  "lg:row-span-8",
] as const;

/** One account from top to bottom. Beside others its parts lie in the rows of the grid around it, so that they line up. */
export function Column({ audience, connection, rows, all }: Props) {
  const layout = all.length > 1 ? cx("lg:grid-rows-subgrid", SPANS[rows.length + 2]) : "lg:grid-cols-2";
  return (
    <section
      aria-label={PROVIDER_NAMES[audience.provider]}
      className={cx("grid grid-cols-[minmax(0,1fr)] content-start gap-4", layout)}
    >
      <Head audience={audience} connection={connection} wide={all.length === 1} />
      <Numbers audience={audience} wide={all.length === 1} />
      {rows.map((row) => (
        <DimensionCard
          key={row}
          name={row}
          dimension={audience.dimensions.find((dimension) => dimension.name === row)}
          provider={audience.provider}
          scale={scaleOf(all, row)}
        />
      ))}
    </section>
  );
}

type HeadProps = { audience: Audience; connection: Connection | undefined; wide: boolean };

function Head({ audience, connection, wide }: HeadProps) {
  const t = useAudienceT();
  const language = useLanguage();
  const account =
    audience.property_name ?? (audience.handle ? `@${audience.handle.replace(/^@/, "")}` : audience.name);
  const mark = "flex items-center gap-1.5 text-foot text-label-2";
  return (
    <div className={cx("flex items-start gap-3", wide && "lg:col-span-2")}>
      <ProviderIcon provider={audience.provider} />
      <div className="min-w-0 flex-1 space-y-0.5">
        <h2 className="text-body font-semibold">{PROVIDER_NAMES[audience.provider]}</h2>
        {account && <p className="truncate text-sub">{account}</p>}
        {audience.checked_at && (
          <p className="text-foot text-label-2">
            {t.updated(formatAgo(audience.checked_at, new Date(), language))}
          </p>
        )}
        {audience.provenance === "self_reported" && (
          <p className={mark}>
            <PencilLine aria-hidden="true" size={14} strokeWidth={2} />
            {t.provenance.self_reported}
          </p>
        )}
        {audience.share_with_brands && (
          <p className={mark}>
            <Share2 aria-hidden="true" size={14} strokeWidth={2} />
            {t.shared}
          </p>
        )}
        {connection?.sandbox && <SandboxNote />}
        {needsItsUser(audience) && <Stale />}
      </div>
    </div>
  );
}

function Stale() {
  const t = useAudienceT();
  return (
    <p role="status" className="flex items-start gap-1.5 pt-1 text-foot">
      <CircleAlert aria-hidden="true" size={14} strokeWidth={2} className="mt-0.5 shrink-0 text-warn" />
      <span>
        {t.stale}{" "}
        <Link
          href="/connections/"
          className="inline-flex min-h-6 items-center font-medium text-accent underline"
        >
          {t.staleAction}
        </Link>
      </span>
    </p>
  );
}

/** The few numbers that say how large the account is, and the line they make. */
function Numbers({ audience, wide }: { audience: Audience; wide: boolean }) {
  const t = useAudienceT();
  const language = useLanguage();
  const shown = figures(audience, t, language);
  const trend = trendOf(audience, t);
  if (shown.length === 0 && !trend) return <div className={wide ? "hidden" : "hidden lg:block"} />;
  return (
    <div className={cx("rounded-card bg-card p-4 shadow-soft", wide && "lg:col-span-2")}>
      <dl className={cx("grid grid-cols-2 gap-x-3 gap-y-4", wide && "lg:grid-cols-4")}>
        {shown.map(({ name, value }) => (
          <div key={name} className="flex min-w-0 flex-col-reverse justify-end">
            <dt className="text-foot text-label-2">{name}</dt>
            <dd className="text-title font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {trend && <TrendLine trend={trend} />}
    </div>
  );
}

function TrendLine({ trend }: { trend: Trend }) {
  const t = useAudienceT();
  const language = useLanguage();
  const now = new Date();
  return (
    <div className="mt-5">
      <QuietLine
        caption={t.trend(trend.name)}
        columns={{ day: t.column.day, value: trend.name }}
        points={trend.points.map((point) => ({
          ...point,
          dayText: formatDay(dayOnly(point.day), now, language),
          valueText: formatCompact(point.value, language),
        }))}
      />
    </div>
  );
}

/** An account whose first data is on its way. */
export function Coming({ name }: { name: string }) {
  const t = useAudienceT();
  return (
    <div role="status" className="mb-5 flex items-center gap-4 rounded-card bg-card p-4 shadow-soft">
      <Spinner className="size-6 shrink-0 text-accent" />
      <div>
        <p className="text-body font-semibold">
          {name}: {t.pulling}
        </p>
        <p className="text-foot text-label-2">{t.pullingText}</p>
      </div>
    </div>
  );
}
