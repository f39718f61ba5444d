import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "@/lib/cx";
import { Spinner } from "./Spinner";

type Look = "filled" | "soft" | "plain" | "danger";

const looks: Record<Look, string> = {
  filled: "bg-accent-fill text-on-accent active:bg-accent-pressed",
  soft: "bg-accent-soft text-accent active:opacity-70",
  plain: "text-accent active:opacity-60",
  danger: "bg-bad-soft text-bad active:opacity-70",
};

export const buttonClass = (look: Look, wide: boolean): string =>
  cx(
    "inline-flex min-h-11 items-center justify-center gap-2 rounded-button px-4 py-2.5 text-center text-body font-semibold",
    "transition-[background-color,opacity] duration-200 disabled:opacity-45 disabled:active:opacity-45",
    looks[look],
    wide && "w-full",
  );

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: Look;
  wide?: boolean;
  /** Shows a spinner and takes no second tap; the name stays, so that a screen reader keeps its place. */
  busy?: boolean;
  icon?: ReactNode;
};

export function Button({ look = "filled", wide = false, busy = false, icon, children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={buttonClass(look, wide)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}
