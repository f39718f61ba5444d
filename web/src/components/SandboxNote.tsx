import { FlaskConical } from "lucide-react";
import { useNoticesT } from "@/lib/i18n/notices";

/** Said wherever what is shown is no real account's. */
export function SandboxNote() {
  const t = useNoticesT();
  return (
    <p className="flex items-center gap-1.5 text-foot font-medium text-warn">
      <FlaskConical aria-hidden="true" size={14} strokeWidth={2} className="shrink-0" />
      {t.sandbox}
    </p>
  );
}
