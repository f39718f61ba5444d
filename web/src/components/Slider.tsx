type Props = {
  label: string;
  value: number;
  min?: number;
  max?: number;
  step?: number;
  /** The value in words, shown and said. */
  text: string;
  onChange: (value: number) => void;
};

/** A native slider with its name and its value: arrow keys and touch come with it. */
export function Slider({ label, value, min = 0, max = 100, step = 5, text, onChange }: Props) {
  return (
    <label className="flex min-h-11 items-center gap-3 text-sub">
      <span className="w-18 shrink-0">{label}</span>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        onChange={(event) => onChange(Number(event.target.value))}
        className="h-11 min-w-0 flex-1 cursor-pointer rounded-full accent-accent-fill"
      />
      <span aria-hidden="true" className="w-11 shrink-0 text-end font-medium tabular-nums">
        {text}
      </span>
    </label>
  );
}
