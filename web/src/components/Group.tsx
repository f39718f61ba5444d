import type { ReactNode } from "react";
import { cx } from "@/lib/cx";

type GroupProps = {
  title?: string;
  /** Name of the group for screen readers where it shows no title. */
  label?: string;
  footer?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
  inset?: "icon" | "thumb";
  bare?: boolean;
};

/** A titled card of rows. `inset` says where the hairlines start; `bare` leaves the card away. */
export function Group({ title, label, footer, action, children, inset, bare }: GroupProps) {
  return (
    <section aria-label={title ?? label} className="mb-7">
      {(title || action) && (
        <div className="mb-2 flex min-h-6 items-end justify-between gap-3 px-4">
          {title && <h2 className="text-foot font-medium text-label-2">{title}</h2>}
          {action}
        </div>
      )}
      <div
        className={cx(
          !bare && "overflow-hidden rounded-card bg-card shadow-soft",
          inset === "icon" && "[--inset:3.5rem]",
          inset === "thumb" && "[--inset:4.5rem]",
        )}
      >
        {children}
      </div>
      {footer && <p className="mt-2 px-4 text-foot text-label-2">{footer}</p>}
    </section>
  );
}

type RowProps = {
  icon?: ReactNode;
  label: ReactNode;
  detail?: ReactNode;
  trailing?: ReactNode;
  tone?: "normal" | "accent" | "bad";
  onClick?: () => void;
  busy?: boolean;
};

const tones = { normal: "text-label", accent: "text-accent", bad: "text-bad" } as const;

/** One line of a group; a button when it does something. */
export function Row({ icon, label, detail, trailing, tone = "normal", onClick, busy }: RowProps) {
  const content = (
    <>
      {icon && <span className="flex min-w-6 shrink-0 justify-center">{icon}</span>}
      <span className="min-w-0 flex-1">
        <span className={cx("block text-body", tones[tone])}>{label}</span>
        {detail && <span className="block text-foot text-label-2">{detail}</span>}
      </span>
      {trailing && <span className="shrink-0 text-body text-label-2">{trailing}</span>}
    </>
  );
  const shape = "hairline flex min-h-12 w-full items-center gap-4 px-4 py-2.5 text-start";
  if (!onClick) return <div className={shape}>{content}</div>;
  return (
    <button
      type="button"
      onClick={onClick}
      disabled={busy}
      aria-busy={busy || undefined}
      className={cx(
        shape,
        "transition-colors duration-200 active:bg-pressed focus-visible:-outline-offset-3 disabled:opacity-50",
      )}
    >
      {content}
    </button>
  );
}
