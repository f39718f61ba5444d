import { Shield, ShieldCheck, ShieldQuestionMark } from "lucide-react";
import type { Label } from "@/lib/score";

const icons = { high: ShieldCheck, medium: Shield, low: ShieldQuestionMark } as const;

/** How sure something is, in words; the sign repeats them. */
export function Confidence({ label, text }: { label: Label; text: string }) {
  const Icon = icons[label];
  return (
    <span className="inline-flex items-center gap-1">
      <Icon
        aria-hidden="true"
        size={14}
        strokeWidth={2}
        className={label === "high" ? "text-good" : label === "low" ? "text-warn" : "text-label-2"}
      />
      {text}
    </span>
  );
}
