import { ChevronsUpDown } from "lucide-react";
import { cx } from "@/lib/cx";

type Option<T extends string> = { value: T; label: string };
type Props<T extends string> = {
  label: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
  /** `pill` stands alone and shows its name before its value; `row` is a line of a group. */
  look?: "pill" | "row";
};

/** One of several, chosen in the system's own menu. */
export function Picker<T extends string>({ label, options, value, onChange, look = "pill" }: Props<T>) {
  const row = look === "row";
  return (
    <label
      className={cx(
        "relative flex min-w-0 items-center gap-2 has-focus-visible:outline-3 has-focus-visible:outline-accent",
        row
          ? "hairline min-h-12 px-4 text-body has-focus-visible:-outline-offset-3"
          : "min-h-11 rounded-full bg-card px-4 text-sub shadow-soft active:opacity-70",
      )}
    >
      <span className={row ? "flex-1" : "shrink-0 text-label-2"}>{label}</span>
      <select
        value={value}
        onChange={(event) => onChange(event.target.value as T)}
        className={cx(
          "min-w-0 appearance-none truncate bg-transparent pe-6 outline-none",
          row ? "min-h-12 text-end text-body text-label-2" : "min-h-11 flex-1 text-body font-medium",
        )}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronsUpDown
        aria-hidden="true"
        size={16}
        strokeWidth={2}
        className={cx("pointer-events-none absolute text-label-2", row ? "end-4" : "end-3.5")}
      />
    </label>
  );
}
