import {
  CircleAlert,
  CircleCheck,
  Clock,
  KeyRound,
  ListChecks,
  type LucideIcon,
  PencilLine,
  RotateCcw,
} from "lucide-react";
import type { Connection } from "@/api/types";
import { Spinner } from "@/components/Spinner";
import { cx } from "@/lib/cx";
import { useConnectT } from "@/lib/i18n/connect";
import { type Standing, standing } from "./model";

const signs: Record<Exclude<Standing, "pulling">, [LucideIcon, string]> = {
  connected: [CircleCheck, "text-good"],
  self_reported: [PencilLine, "text-label-2"],
  waiting: [Clock, "text-label-2"],
  failing: [CircleAlert, "text-warn"],
  needs_property: [ListChecks, "text-warn"],
  needs_reauth: [RotateCcw, "text-bad"],
  missing_scope: [KeyRound, "text-bad"],
};

/** How the connection stands, in a word and a sign. */
export function StateLine({ connection }: { connection: Connection }) {
  const words = useConnectT().connections.state;
  const now = standing(connection);
  const text = words[now];
  if (now === "pulling") {
    return (
      <span className="flex items-center gap-1.5 text-foot font-medium text-accent">
        <Spinner className="size-3.5" />
        {text}
      </span>
    );
  }
  const [Icon, tone] = signs[now];
  return (
    <span className={cx("flex items-center gap-1.5 text-foot font-medium", tone)}>
      <Icon aria-hidden="true" size={14} strokeWidth={2} className="shrink-0" />
      {text}
    </span>
  );
}
