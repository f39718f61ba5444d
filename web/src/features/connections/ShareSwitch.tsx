"use client";
import { Share2 } from "lucide-react";
import { errorText } from "@/api/problem";
import type { Connection } from "@/api/types";
import { Button } from "@/components/Button";
import { Question } from "@/components/Question";
import { Switch } from "@/components/Switch";
import { useToast } from "@/components/Toast";
import { useLanguage, useT } from "@/lib/i18n";
import { useConnectT } from "@/lib/i18n/connect";
import { CONSENT_WORDING, wordingMonth } from "./model";
import { useChange } from "./queries";
import { useTasks } from "./store";

/** Turning it on asks first, in the words that are recorded; turning it off is done at once. */
export function ShareSwitch({ connection }: { connection: Connection }) {
  const t = useT();
  const { consent } = useConnectT();
  const begin = useTasks((state) => state.begin);
  const show = useToast((state) => state.show);
  const change = useChange();
  const stop = () =>
    change.mutate(
      { id: connection.id, share_with_brands: false },
      { onSuccess: () => show(consent.stopped), onError: (error) => show(errorText(error, t)) },
    );
  return (
    <Switch
      icon={<Share2 aria-hidden="true" size={22} strokeWidth={1.5} className="text-label-2" />}
      label={consent.label}
      detail={connection.share_with_brands ? consent.on : consent.off}
      checked={connection.share_with_brands}
      busy={change.isPending}
      onChange={(on) => (on ? begin("share", connection.id) : stop())}
    />
  );
}

export function ShareQuestion({ connection, onDone }: { connection: Connection; onDone: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { consent } = useConnectT();
  const show = useToast((state) => state.show);
  const change = useChange();
  const agree = () =>
    change.mutate(
      { id: connection.id, share_with_brands: true },
      {
        onSuccess: () => {
          show(consent.shared);
          onDone();
        },
      },
    );
  return (
    <Question error={change.error && errorText(change.error, t)} onBack={onDone}>
      <ul className="mb-1 list-disc space-y-2 ps-6 pe-1 text-sub marker:text-label-2">
        {Object.values(consent.wording).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p className="mb-2 px-1 text-foot text-label-2">
        {consent.version(wordingMonth(CONSENT_WORDING, language))}
      </p>
      <Button wide busy={change.isPending} onClick={agree}>
        {consent.agree}
      </Button>
    </Question>
  );
}
