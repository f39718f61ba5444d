import { type LucideIcon, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { useOnline } from "@/lib/browser";
import { useT } from "@/lib/i18n";
import { Button } from "./Button";

type Props = {
  icon: LucideIcon;
  title: string;
  text?: string | undefined;
  action?: ReactNode;
  role?: "status" | "alert";
};

/** What a list says when it has nothing to show: one sentence and one action. */
export function Notice({ icon: Icon, title, text, action, role }: Props) {
  return (
    <div role={role} className="flex flex-col items-center gap-1.5 px-6 py-12 text-center">
      <Icon aria-hidden="true" size={40} strokeWidth={1.5} className="mb-2 text-label-2" />
      <p className="text-body font-semibold text-balance">{title}</p>
      {text && <p className="max-w-xs text-sub text-balance text-label-2">{text}</p>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}

/** What happened and how to go on; without a connection it says that instead. */
export function Failure({ icon, text, onRetry }: { icon: LucideIcon; text: string; onRetry: () => void }) {
  const t = useT();
  const online = useOnline();
  if (!online)
    return <Notice role="status" icon={WifiOff} title={t.state.offline} text={t.state.offlineText} />;
  return (
    <Notice
      role="alert"
      icon={icon}
      title={t.state.failed}
      text={text}
      action={
        <Button look="soft" onClick={onRetry}>
          {t.action.retry}
        </Button>
      }
    />
  );
}
