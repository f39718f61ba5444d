import { cx } from "@/lib/cx";

type Option<T extends string> = {
  value: T;
  label: string;
  /** A second, smaller line. */
  detail?: string | undefined;
};
type Props<T extends string> = {
  name: string;
  label: string;
  options: readonly Option<T>[];
  /** null: nothing is chosen yet */
  value: T | null;
  onChange: (value: T) => void;
};

/** iOS segmented control on native radio buttons: arrow keys and forms come with them. */
export function Segmented<T extends string>({ name, label, options, value, onChange }: Props<T>) {
  return (
    <fieldset className="flex flex-wrap rounded-button bg-fill p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={cx(
            "relative flex min-h-11 flex-1 cursor-pointer items-center justify-center rounded-[0.625rem] px-3 text-sub transition-[background-color,box-shadow] duration-200",
            "has-focus-visible:outline-3 has-focus-visible:outline-accent",
            option.value === value
              ? "bg-thumb font-semibold shadow-[0_1px_3px_rgb(0_0_0/.12)]"
              : "active:opacity-60",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 size-full cursor-pointer appearance-none rounded-[inherit] outline-none"
          />
          <span className="text-center">
            {option.label}{" "}
            {option.detail && <span className="block text-foot tabular-nums">{option.detail}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
