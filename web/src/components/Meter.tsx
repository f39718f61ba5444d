/** A quiet bar, drawn as SVG: its length is an attribute, so no inline style is needed under the CSP. */
type Props = {
  label: string;
  value: number;
  max: number;
  text?: string;
  tone?: "accent" | "bad";
  kind?: "meter" | "progressbar";
};

export function Meter({ label, value, max, text, tone = "accent", kind = "progressbar" }: Props) {
  const share = max > 0 ? Math.min(1, value / max) : 0;
  const range = {
    role: kind,
    "aria-label": label,
    "aria-valuemin": 0,
    "aria-valuemax": 100,
    "aria-valuenow": Math.round(share * 100),
    "aria-valuetext": text,
  };
  return (
    <div {...range} className="h-1.5 overflow-hidden rounded-full bg-fill">
      <svg aria-hidden="true" className="block size-full">
        <rect
          height="100%"
          rx="3"
          width={`${Math.max(share * 100, value > 0 ? 1.5 : 0)}%`}
          className={tone === "bad" ? "fill-bad" : "fill-accent transition-[width] duration-300"}
        />
      </svg>
    </div>
  );
}
