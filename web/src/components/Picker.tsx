import { ChevronsUpDown } from "lucide-react";
import { cx } from "@/lib/cx";

type Option<T extends string> = { value: T; label: string };
type Props<T extends string> = {
  label: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
  /** `plain` stands alone and shows its value only; `row` is a line of a group. */
  look?: "plain" | "row";
};

/** One of several, chosen in the system's own menu. */
export function Picker<T extends string>({ label, options, value, onChange, look = "plain" }: Props<T>) {
  const row = look === "row";
  return (
    <label
      className={cx(
        "relative flex min-w-0 items-center gap-2 has-focus-visible:outline-3 has-focus-visible:outline-accent",
        row
          ? "hairline min-h-12 px-4 text-body has-focus-visible:-outline-offset-3"
          : "min-h-11 text-foot active:opacity-60",
      )}
    >
      <span className={row ? "flex-1 shrink-0" : "sr-only"}>{label}</span>
      <select
        value={value}
        onChange={(event) => onChange(event.target.value as T)}
        className={cx(
          "min-w-0 appearance-none truncate bg-transparent pe-6 outline-none",
          row
            ? "min-h-12 max-w-[65%] text-end text-body text-label-2"
            : "field-sizing-content min-h-11 flex-1 text-end text-sub font-medium text-accent",
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
        className={cx("pointer-events-none absolute text-label-2", row ? "end-4" : "end-0")}
      />
    </label>
  );
}
