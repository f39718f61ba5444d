import { cx } from "@/lib/cx";

type Props = {
  /** All three are parts of 1. */
  score: number;
  error: number;
  average: number | null;
  /** What is written inside, and what is said to those who do not see the ring. */
  text: string;
  range: string;
  label: string;
  large?: boolean;
};

const CENTRE = 32;
const RADIUS = 27;

/**
 * A score as a ring, its range as a paler arc around the end, the average as a notch. Drawn with attributes, as the CSP allows
 * no inline style; a length that changes glides (none with reduced motion, see globals.css).
 */
export function ScoreRing({ score, error, average, text, range, label, large = false }: Props) {
  const from = Math.max(0, score - error);
  const to = Math.min(1, score + error);
  return (
    <span
      role="img"
      aria-label={label}
      className={cx("relative block shrink-0 text-accent", large ? "size-28" : "size-16")}
    >
      <svg aria-hidden="true" viewBox="0 0 64 64" className="size-full -rotate-90">
        <Arc length={1} className="text-fill" />
        <Arc length={to} className="opacity-35" />
        <Arc length={from} />
        {average !== null && <Notch at={average} />}
      </svg>
      <span
        aria-hidden="true"
        className="absolute inset-0 flex flex-col items-center justify-center text-label tabular-nums"
      >
        <span className={cx("font-semibold", large ? "text-large leading-none" : "text-body leading-tight")}>
          {text}
        </span>
        <span className={cx("text-label-2", large ? "mt-1 text-sub" : "text-tab")}>{range}</span>
      </span>
    </span>
  );
}

function Arc({ length, className }: { length: number; className?: string }) {
  return (
    <circle
      cx={CENTRE}
      cy={CENTRE}
      r={RADIUS}
      fill="none"
      stroke="currentColor"
      strokeWidth="5"
      pathLength="100"
      strokeDasharray={`${Math.round(length * 1000) / 10} 100`}
      className={cx("transition-[stroke-dasharray] duration-300 ease-out", className)}
    />
  );
}

function Notch({ at }: { at: number }) {
  return (
    <line
      x1={CENTRE + RADIUS - 5}
      x2={CENTRE + RADIUS + 5}
      y1={CENTRE}
      y2={CENTRE}
      strokeWidth="1.5"
      stroke="currentColor"
      className="text-label"
      transform={`rotate(${Math.round(at * 3600) / 10} ${CENTRE} ${CENTRE})`}
    />
  );
}
