"use client";
import { Copy, Link2Off, Share2 } from "lucide-react";
import { useId, useState } from "react";
import { errorText } from "@/api/problem";
import type { Share } from "@/api/types";
import { Button } from "@/components/Button";
import { IconButton } from "@/components/IconButton";
import { Question } from "@/components/Question";
import { useToast } from "@/components/Toast";
import { formatDay, formatUntil } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { copyText, linkOf } from "./links";
import { useRevoke } from "./sharing";

type Props = {
  share: Share;
  /** Says of what and since when, where links of several items stand together. */
  named?: boolean;
};

/** One open link: its address to be taken, its conditions, how often it was opened, and its end. */
export function ShareRow({ share, named = false }: Props) {
  const words = useFilesT().share;
  const facts = useId();
  const bin = useId();
  const [asking, setAsking] = useState(false);
  const show = useToast((state) => state.show);
  const until = useUntil(share);
  const link = linkOf(share);
  const what = named ? `${share.name}, ${until}` : until;
  const copy = async () => show((await copyText(link)) ? words.copied : words.notCopied);
  const send = () => void navigator.share({ url: link, title: share.name }).catch(() => undefined);
  const stay = () => {
    setAsking(false);
    document.getElementById(bin)?.focus();
  };
  return (
    <li data-row={share.id} className="hairline py-2 ps-4 pe-1.5">
      {named && <p className="truncate pt-1 pe-2.5 text-body font-medium">{share.name}</p>}
      <div className="flex items-center">
        <input
          readOnly
          aria-label={words.link}
          aria-describedby={facts}
          value={link}
          onFocus={(event) => event.target.select()}
          className="min-h-11 min-w-0 flex-1 truncate rounded-md bg-transparent text-body"
        />
        {"share" in navigator && <IconButton icon={Share2} label={words.send} onClick={send} />}
        <IconButton icon={Copy} label={words.copyName(what)} onClick={() => void copy()} />
        <IconButton
          id={bin}
          icon={Link2Off}
          label={words.revokeName(what)}
          aria-expanded={asking}
          onClick={() => setAsking(!asking)}
        />
      </div>
      <Facts id={facts} share={share} until={until} named={named} />
      {asking && <Revoke share={share} onBack={stay} />}
    </li>
  );
}

function useUntil({ expires_at }: Share): string {
  const words = useFilesT().share;
  const language = useLanguage();
  if (!expires_at) return words.noEnd;
  const now = new Date();
  const when = formatUntil(expires_at, now, language);
  return Date.parse(expires_at) > now.getTime() ? words.ends(when) : words.over(when);
}

function Facts({ id, share, until, named }: Props & { id: string; until: string }) {
  const words = useFilesT().share;
  const language = useLanguage();
  const facts = [
    until,
    ...(share.has_password ? [words.withPassword] : []),
    ...(share.allow_download ? [] : [words.viewOnly]),
    ...(named ? [words.since(formatDay(share.created_at, new Date(), language))] : []),
    words.opened(share.opened),
  ];
  return (
    <p id={id} className="pb-1 text-foot text-label-2 tabular-nums">
      {facts.join(" · ")}
    </p>
  );
}

/** A link that was closed cannot be had back: another one is another address. */
function Revoke({ share, onBack }: { share: Share; onBack: () => void }) {
  const t = useT();
  const words = useFilesT().share;
  const revoke = useRevoke(share.node_id);
  const show = useToast((state) => state.show);
  const error = revoke.error && errorText(revoke.error, t);
  const close = () =>
    revoke.mutateAsync(share.id).then(
      () => show(words.revoked),
      () => undefined,
    );
  return (
    <div className="pt-1 pe-2.5">
      <Question text={words.revokeText} error={error} onBack={onBack}>
        <Button look="danger" wide busy={revoke.isPending} onClick={() => void close()}>
          {words.revoke}
        </Button>
      </Question>
    </div>
  );
}
