import type { ReactNode } from "react";
import { cx } from "@/lib/cx";

type Props = {
  icon: ReactNode;
  label: string;
  detail: string;
  checked: boolean;
  busy?: boolean;
  onChange: (checked: boolean) => void;
};

/** A row that is on or off; said by position, words and role, not by colour alone. */
export function Switch({ icon, label, detail, checked, busy, onChange }: Props) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-busy={busy || undefined}
      disabled={busy}
      onClick={() => onChange(!checked)}
      className="hairline flex min-h-12 w-full items-center gap-4 px-4 py-2.5 text-start transition-colors duration-200 focus-visible:-outline-offset-3 active:bg-pressed disabled:opacity-50"
    >
      <span className="flex min-w-6 shrink-0 justify-center">{icon}</span>
      <span className="min-w-0 flex-1">
        <span className="block text-body">{label}</span>
        <span className="block text-foot text-label-2">{detail}</span>
      </span>
      <span
        aria-hidden="true"
        className={cx(
          "flex h-8 w-13 shrink-0 items-center rounded-full p-0.5 transition-colors duration-200",
          checked ? "bg-accent-fill" : "bg-off",
        )}
      >
        <span
          className={cx(
            "size-7 rounded-full bg-on-accent shadow-[0_1px_3px_rgb(0_0_0/.2)] transition-transform duration-200",
            checked && "translate-x-5",
          )}
        />
      </span>
    </button>
  );
}
