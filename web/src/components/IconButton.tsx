import type { LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes } from "react";

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { icon: LucideIcon; label: string };

/** A deed that needs no words beside it; its name is for screen readers. */
export function IconButton({ icon: Icon, label, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      className="flex size-11 shrink-0 items-center justify-center rounded-full text-accent transition-opacity duration-200 active:opacity-60 disabled:text-label-2 disabled:opacity-45"
    >
      <Icon aria-hidden="true" size={22} strokeWidth={1.5} />
    </button>
  );
}
