import { X } from "lucide-react";
import { cx } from "@/lib/cx";

const shape =
  "inline-flex min-h-11 items-center gap-1.5 rounded-full px-4 text-sub transition-[background-color,opacity] duration-200";

/** What is active and can be taken away. */
export function RemovableChip({
  label,
  name,
  onRemove,
}: {
  label: string;
  name: string;
  onRemove: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={name}
      onClick={onRemove}
      className={cx(shape, "max-w-full bg-accent-soft pe-3 font-medium text-accent active:opacity-60")}
    >
      <span className="truncate">{label}</span>
      <X aria-hidden="true" size={16} strokeWidth={2} className="shrink-0" />
    </button>
  );
}

type ChoiceProps = { label: string; checked: boolean; onChange: (checked: boolean) => void };

/** One of several things that may be chosen together: a native checkbox in the form of a chip. */
export function ChoiceChip({ label, checked, onChange }: ChoiceProps) {
  return (
    <label
      className={cx(
        shape,
        "relative cursor-pointer has-focus-visible:outline-3 has-focus-visible:outline-accent",
        checked ? "bg-accent-fill font-medium text-on-accent" : "bg-fill active:opacity-60",
      )}
    >
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="absolute inset-0 size-full cursor-pointer appearance-none rounded-full outline-none"
      />
      {label}
    </label>
  );
}

type OneProps = ChoiceProps & {
  /** Of the chips that belong together. */
  group: string;
};

/** One of several, of which one is chosen: a native radio button in the form of a chip. */
export function OneChip({ label, checked, onChange, group }: OneProps) {
  return (
    <label
      className={cx(
        shape,
        "relative shrink-0 cursor-pointer has-focus-visible:outline-3 has-focus-visible:-outline-offset-3 has-focus-visible:outline-accent",
        checked ? "bg-accent-soft font-medium text-accent" : "bg-fill active:opacity-60",
      )}
    >
      <input
        type="radio"
        name={group}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="absolute inset-0 size-full cursor-pointer appearance-none rounded-full outline-none"
      />
      {label}
    </label>
  );
}

/** A word about something; does nothing. */
export function Tag({ children }: { children: string }) {
  return <span className="rounded-full bg-fill px-2.5 py-1 text-foot">{children}</span>;
}
