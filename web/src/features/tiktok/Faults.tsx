import { CircleAlert } from "lucide-react";
import type { Fault } from "@/api/problem";
import { type AudienceTexts, useAudienceT } from "@/lib/i18n/audience";
import { type ConnectTexts, useConnectT } from "@/lib/i18n/connect";

/** "age.18-24" -> "Yaş, 18-24"; "share" -> "pay" */
export function fieldText(field: string, words: ConnectTexts["tiktok"], audience: AudienceTexts): string {
  const [name = "", ...rest] = field.split(".");
  const bucket = rest.join(".");
  const shown = audience.dimension[name] ?? words.field[name] ?? name;
  return bucket ? `${shown}, ${audience.bucket[bucket] ?? bucket.replace("-", "–")}` : shown;
}

/** Everything that has to be corrected, row by row. */
export function Faults({ faults }: { faults: readonly Fault[] }) {
  const words = useConnectT().tiktok;
  const audience = useAudienceT();
  return (
    <section role="alert" className="mb-5 rounded-card bg-card shadow-soft">
      <div className="flex items-start gap-3 p-4 pb-2">
        <CircleAlert aria-hidden="true" size={20} strokeWidth={1.5} className="mt-px shrink-0 text-bad" />
        <div>
          <h3 className="text-body font-semibold">{words.faults(faults.length)}</h3>
          <p className="text-foot text-label-2">{words.faultsHint}</p>
        </div>
      </div>
      <ul className="pb-1">
        {faults.map(({ line, field, reason }) => (
          <li key={`${line} ${field} ${reason}`} className="hairline px-4 py-2.5">
            <p className="text-foot text-label-2">
              {line !== null && <span className="font-medium text-label">{words.line(line)}, </span>}
              {reason.startsWith("column_") ? <code>{field}</code> : fieldText(field, words, audience)}
            </p>
            <p className="text-sub">{words.fault[reason] ?? words.faultOther}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
