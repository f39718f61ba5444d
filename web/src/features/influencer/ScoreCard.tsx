"use client";
import { Calculator } from "lucide-react";
import { PROVIDER_NAMES } from "@/api/connect";
import type { CreatorAccount, CreatorScore } from "@/api/types";
import { Confidence } from "@/components/Confidence";
import { ScoreRing } from "@/components/ScoreRing";
import { formatShare } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useMatchT } from "@/lib/i18n/match";
import { errorPoints, points, scoreOf, type Weights } from "@/lib/score";
import { Card } from "./Card";
import { averageText, type Contribution, contributions, differences, isTold, reasons } from "./model";

type Props = { scored: CreatorScore; weights: Weights };

/** The score of one account with its range, beside the average account. */
export function ScoreCard({ scored, weights }: Props) {
  const t = useMatchT();
  const score = scoreOf(scored.fit, weights);
  const platform = PROVIDER_NAMES[scored.platform];
  const shown = String(points(score.score));
  const range = String(errorPoints(score.error));
  return (
    <section aria-label={t.sort.score} className="rounded-card bg-card p-4 shadow-soft">
      <div className="flex items-center gap-5">
        <ScoreRing
          large
          score={score.score}
          error={score.error}
          average={score.average}
          text={shown}
          range={t.score.range(range)}
          label={t.score.label(shown, range)}
        />
        <div className="min-w-0 space-y-1.5 text-sub">
          <p className="text-body font-semibold">
            <Confidence label={score.label} text={t.score.confidence[score.label]} />
          </p>
          <p>{averageText(score, platform, t)}</p>
          {score.average !== null && <p className="text-foot text-label-2">{t.why.notch}</p>}
        </div>
      </div>
      {scored.derived_by_us && (
        <p className="mt-3 flex items-start gap-2 text-foot">
          <Calculator
            aria-hidden="true"
            size={16}
            strokeWidth={1.5}
            className="mt-px shrink-0 text-label-2"
          />
          <span>
            <span className="font-medium">{t.score.derived}.</span> {t.score.derivedText}
          </span>
        </p>
      )}
    </section>
  );
}

/** What each dimension adds, and what differs in it. */
export function Why({ scored, weights }: Props) {
  const t = useMatchT();
  const rows = contributions(scored.fit, weights);
  return (
    <Card title={t.why.title} note={t.why.unit}>
      <ul aria-label={t.why.parts} className="space-y-4">
        {rows.map((row) => (
          <li key={row.name}>
            <Part row={row} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Part({ row }: { row: Contribution }) {
  const t = useMatchT();
  const audience = useAudienceT();
  const language = useLanguage();
  const told = isTold(row.part);
  const { over, under } = differences(row.name, row.part, { match: t, audience, language });
  const whole = (value: number) => String(Math.round(value));
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="text-sub font-medium">{t.dimension[row.name]}</span>
        <span className="text-foot text-label-2 tabular-nums">
          {told && `${t.why.coincide(formatShare(row.overlap, language))} · `}
          <span className="text-sub font-medium text-label">
            {t.why.of(whole(row.got), whole(row.most))} {t.why.points.toLocaleLowerCase(language)}
          </span>
        </span>
      </p>
      <Contributed got={row.got} most={row.most} />
      {told && (
        <p className="mt-1.5 text-foot text-label-2">
          {over || under ? [over, under].filter(Boolean).join(" ") : t.why.near}
        </p>
      )}
    </>
  );
}

/** The longest possible bar is the weight of the dimension: what counts more is drawn longer. */
function Contributed({ got, most }: { got: number; most: number }) {
  return (
    <svg aria-hidden="true" className="mt-1 block h-2 w-full">
      <rect height="100%" rx="4" width={`${most}%`} className="fill-fill transition-[width] duration-300" />
      <rect height="100%" rx="4" width={`${got}%`} className="fill-accent transition-[width] duration-300" />
    </svg>
  );
}

type ReliabilityProps = Props & { account: CreatorAccount };

export function Reliability({ scored, account, weights }: ReliabilityProps) {
  const t = useMatchT();
  const audience = useAudienceT();
  const language = useLanguage();
  const { label } = scoreOf(scored.fit, weights);
  const words = { match: t, audience, language };
  const platform = PROVIDER_NAMES[scored.platform];
  return (
    <Card title={t.sure.title}>
      <p className="mb-1.5 text-sub font-medium">
        <Confidence label={label} text={t.score.confidence[label]} />
      </p>
      <ul className="space-y-1 text-sub text-label-2">
        {reasons({ fit: scored.fit, platform }, account, weights, new Date(), words).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </Card>
  );
}
