import type { ReactNode } from "react";
import { useT } from "@/lib/i18n";
import { Button } from "./Button";

type Props = { text?: string; error: string | null; children: ReactNode; onBack: () => void };

/** The inside of a sheet that asks before something happens: words, what went wrong, the deed, the way back. */
export function Question({ text, error, children, onBack }: Props) {
  const t = useT();
  return (
    <div className="flex flex-col gap-3 pb-2">
      {text && <p className="mb-2 px-1 text-sub text-label-2">{text}</p>}
      {error !== null && (
        <p role="alert" className="px-1 text-foot text-bad">
          {error}
        </p>
      )}
      {children}
      <Button look="plain" wide onClick={onBack}>
        {t.action.cancel}
      </Button>
    </div>
  );
}
