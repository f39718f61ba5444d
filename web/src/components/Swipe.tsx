"use client";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "@/lib/cx";
import { useSwipe } from "@/lib/useSwipe";

/** `bad`: what takes something away. */
export type SwipeAction = { icon: LucideIcon; label: string; tone: "accent" | "bad"; run: () => void };

type Props = {
  /** One or two; all of them are also in a menu or on a button, for who does not swipe. */
  actions: readonly SwipeAction[];
  /** While something else is done with the rows. */
  off?: boolean;
  /** How the row's parts stand. */
  className?: string;
  children: ReactNode;
};

const ACTION_PX = 80;

/** A row that a finger pulls aside. What is under it is there only then: neither keyboard nor screen reader meets it before. */
export function Swipe({ actions, off = false, className, children }: Props) {
  const width = actions.length * ACTION_PX;
  const { phase, x, shut, root, row } = useSwipe(width, off);
  const glides = phase !== "drag" && "transition-[translate,width] duration-300 ease-out";
  return (
    <div {...root} className="relative isolate touch-pan-y touch-pinch-zoom overflow-hidden">
      <div
        {...row}
        style={x === 0 ? undefined : { translate: `${x}px 0` }}
        className={cx(className, phase !== "shut" && "relative z-1 bg-card", glides)}
      >
        {children}
      </div>
      {phase !== "shut" && (
        <div
          inert={phase !== "open"}
          style={{ width: Math.max(width, -x) }}
          className={cx("absolute inset-y-0 end-0 flex", glides)}
        >
          {actions.map(({ icon: Icon, label, tone, run }) => (
            <button
              key={label}
              type="button"
              onClick={() => {
                shut();
                run();
              }}
              className={cx(
                "flex flex-1 basis-0 flex-col items-center justify-center gap-0.5 px-1 text-center text-foot text-balance font-medium text-on-accent active:opacity-70 focus-visible:-outline-offset-3",
                tone === "bad" ? "bg-bad-fill" : "bg-accent-fill",
              )}
            >
              <Icon aria-hidden="true" size={20} strokeWidth={1.5} className="shrink-0" />
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
