"use client";
import { CircleSlash2, EyeOff } from "lucide-react";
import { useState } from "react";
import { PROVIDER_NAMES } from "@/api/connect";
import type { Dimension, Provider } from "@/api/types";
import { type Bar, BarTable } from "@/components/BarTable";
import { cx } from "@/lib/cx";
import { formatCount, formatShare } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import {
  bucketName,
  bucketsOf,
  type DimensionName,
  notes,
  reasonText,
  SHOWN_FIRST,
  sampleText,
  sourceText,
} from "./model";

type Props = { name: DimensionName; dimension: Dimension | undefined; provider: Provider; scale: number };

/** One part of an audience: its bars, or why there are none. */
export function DimensionCard({ name, dimension, provider, scale }: Props) {
  const t = useAudienceT();
  const title = t.dimension[name] ?? name;
  const missing = !dimension || dimension.reason === "not_offered";
  return (
    <section
      aria-label={`${PROVIDER_NAMES[provider]}: ${title}`}
      className={cx("rounded-card p-4", !missing && "bg-card shadow-soft")}
    >
      <h3 className="mb-2 text-body font-semibold">{title}</h3>
      {dimension?.state === "value" ? (
        <Value title={title} dimension={dimension} provider={provider} scale={scale} />
      ) : (
        <Absence
          state={dimension?.state ?? "unavailable"}
          reason={dimension ? dimension.reason : "not_offered"}
        />
      )}
    </section>
  );
}

type ValueProps = { title: string; dimension: Dimension; provider: Provider; scale: number };

function Value({ title, dimension, provider, scale }: ValueProps) {
  const t = useAudienceT();
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const { unit } = dimension;
  const buckets = bucketsOf(dimension);
  const cut = dimension.name !== "age" && buckets.length > SHOWN_FIRST + 1;
  const shown = cut && !all ? buckets.slice(0, SHOWN_FIRST) : buckets;
  const bars = shown.map(
    ({ bucket, share, amount }): Bar => ({
      key: bucket,
      name: bucketName(dimension, bucket, t, language),
      share,
      text: formatShare(share, language),
      amount: unit === "share" ? null : formatCount(Math.round(amount), language),
    }),
  );
  return (
    <>
      <BarTable
        caption={`${PROVIDER_NAMES[provider]}: ${title}`}
        columns={{ name: title, share: t.column.share, amount: unit === "share" ? null : t.column[unit] }}
        bars={bars}
        scale={scale}
      />
      {cut && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="-ms-2 min-h-11 rounded-button px-2 text-sub font-medium text-accent active:opacity-60"
        >
          {all ? t.fewer : t.all(buckets.length)}
        </button>
      )}
      <Fine dimension={dimension} provider={provider} />
    </>
  );
}

/** The small print: how sure, from where, of when, and what else has to be known. */
function Fine({ dimension, provider }: { dimension: Dimension; provider: Provider }) {
  const t = useAudienceT();
  const language = useLanguage();
  const { provenance } = dimension.source;
  return (
    <div className="mt-2 space-y-0.5 text-foot text-label-2">
      <p>{sampleText(dimension, t, language)}</p>
      <p>{sourceText(dimension, PROVIDER_NAMES[provider], t, new Date(), language)}</p>
      {provenance !== "reported" && <p className="font-medium text-label">{t.provenance[provenance]}</p>}
      {notes(dimension, t, language).map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

function Absence({
  state,
  reason,
}: {
  state: "suppressed" | "unavailable" | "value";
  reason: string | null;
}) {
  const t = useAudienceT();
  const withheld = state === "suppressed";
  const Icon = withheld ? EyeOff : CircleSlash2;
  return (
    <div className="flex items-start gap-3 text-sub">
      <Icon aria-hidden="true" size={18} strokeWidth={1.5} className="mt-px shrink-0 text-label-2" />
      <div>
        {reason !== "not_offered" && (
          <p className="font-medium">{withheld ? t.state.suppressed : t.state.unavailable}</p>
        )}
        <p className="text-label-2">{reasonText(reason, t)}</p>
      </div>
    </div>
  );
}
