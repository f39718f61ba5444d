"use client";
import { BadgeCheck, Calculator } from "lucide-react";
import type { MouseEvent } from "react";
import { PROVIDER_NAMES } from "@/api/connect";
import { creatorHref } from "@/api/match";
import { Confidence } from "@/components/Confidence";
import { MiniBars } from "@/components/MiniBars";
import { ScoreRing } from "@/components/ScoreRing";
import { cx } from "@/lib/cx";
import { useLanguage } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { errorPoints, points } from "@/lib/score";
import { bars, cardText, keyOf, type Ranked } from "./model";

type Props = { row: Ranked; selected: boolean; onOpen: (row: Ranked) => void };

const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** One creator on one platform: the score with its range, who it is, and how far the audiences coincide. */
export function MatchRow({ row, selected, onOpen }: Props) {
  const t = useMatchT();
  const language = useLanguage();
  const { match, score } = row;
  const { influencer: card, platform } = match;
  const shown = String(points(score.score));
  const range = String(errorPoints(score.error));
  const open = (event: MouseEvent) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    onOpen(row);
  };
  return (
    <li
      data-key={keyOf(match)}
      className={cx(
        "hairline flex gap-4 px-4 py-3.5 transition-colors duration-200 active:bg-pressed",
        selected ? "bg-accent-soft" : "bg-card",
      )}
    >
      <ScoreRing
        score={score.score}
        error={score.error}
        average={score.average}
        text={shown}
        range={t.score.range(range)}
        label={t.score.label(shown, range)}
      />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5">
          <a
            href={creatorHref(card.id, platform)}
            aria-current={selected || undefined}
            onClick={open}
            className="truncate text-body font-semibold outline-none after:absolute after:inset-0 focus-visible:after:outline-3 focus-visible:after:-outline-offset-3 focus-visible:after:outline-accent"
          >
            {card.name || `@${card.handle}`}
            <span className="sr-only">, {PROVIDER_NAMES[platform]}</span>
          </a>
          {card.verified && (
            <BadgeCheck role="img" aria-label={t.card.verified} size={16} className="shrink-0 text-accent" />
          )}
        </p>
        <p className="text-foot text-label-2">
          {PROVIDER_NAMES[platform]} · {cardText(card, t, language)}
        </p>
        <div className="mt-2 mb-1.5">
          <MiniBars label={t.score.overlap} bars={bars(match, t, language)} />
        </div>
        <Marks row={row} />
      </div>
    </li>
  );
}

/** How sure, by whom, and how the other accounts do: side by side, never blended. */
function Marks({ row: { match, score } }: { row: Ranked }) {
  const t = useMatchT();
  const others = match.other_platforms.map(
    ({ platform, score: other }) => `${PROVIDER_NAMES[platform]} ${points(other)}`,
  );
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-foot text-label-2">
      <Confidence label={score.label} text={t.score.confidence[score.label]} />
      {match.influencer.provenance === "self_reported" && <span>{t.card.selfReported}</span>}
      {match.derived_by_us && (
        <span className="inline-flex items-center gap-1">
          <Calculator aria-hidden="true" size={14} strokeWidth={2} />
          {t.score.derived}
        </span>
      )}
      {others.length > 0 && <span>{t.score.others(others.join(", "))}</span>}
    </p>
  );
}
