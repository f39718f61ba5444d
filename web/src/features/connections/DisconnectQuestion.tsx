"use client";
import { ExternalLink } from "lucide-react";
import { PROVIDER_NAMES } from "@/api/connect";
import { errorText } from "@/api/problem";
import type { Connection } from "@/api/types";
import { Button } from "@/components/Button";
import { Question } from "@/components/Question";
import { useToast } from "@/components/Toast";
import { formatCount } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useConnectT } from "@/lib/i18n/connect";
import { GRANTS, grantsOf, recordCount } from "./model";
import { useDisconnect } from "./queries";

/** Says exactly what goes, then lets it go. */
export function DisconnectQuestion({ connection, onDone }: { connection: Connection; onDone: () => void }) {
  const t = useT();
  const { disconnect: words, connections } = useConnectT();
  const language = useLanguage();
  const show = useToast((state) => state.show);
  const disconnect = useDisconnect();
  const name = PROVIDER_NAMES[connection.provider];
  const grants = grantsOf(connection.provider);
  const gone = [
    ...(grants ? [words.access[grants]] : []),
    words.audience(formatCount(recordCount(connection), language)),
    ...(connection.share_with_brands ? [words.sharing] : []),
  ];
  const go = () =>
    disconnect.mutate(connection.id, {
      onSuccess: () => {
        show(grants ? words.done(name) : words.doneErase(name));
        onDone();
      },
    });
  return (
    <Question text={words.intro} error={disconnect.error && errorText(disconnect.error, t)} onBack={onDone}>
      <ul className="list-disc space-y-2 ps-6 pe-1 text-sub marker:text-label-2">
        {gone.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p className="px-1 text-foot text-label-2">{words.other}</p>
      {grants && (
        <a
          href={GRANTS[grants]}
          target="_blank"
          rel="noreferrer"
          className="flex min-h-11 items-center gap-2 self-start rounded-button px-1 text-sub text-accent active:opacity-60"
        >
          {words[grants]}
          <ExternalLink aria-hidden="true" size={16} strokeWidth={1.5} />
          <span className="sr-only">({t.app.newTab})</span>
        </a>
      )}
      <Button look="danger" wide busy={disconnect.isPending} onClick={go}>
        {grants ? connections.disconnect : connections.erase}
      </Button>
    </Question>
  );
}
