"use client";
import { Copy, Link2Off, Share2 } from "lucide-react";
import { useId } from "react";
import { errorText } from "@/api/problem";
import type { Share } from "@/api/types";
import { IconButton } from "@/components/IconButton";
import { useToast } from "@/components/Toast";
import { formatUntil } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { copyText, linkOf } from "./links";
import { useRevoke } from "./sharing";

/** One open link: its address to be taken, its conditions, how often it was opened, and its end. */
export function ShareRow({ share }: { share: Share }) {
  const t = useT();
  const words = useFilesT().share;
  const language = useLanguage();
  const conditions = useId();
  const revoke = useRevoke(share.node_id);
  const show = useToast((state) => state.show);
  const link = linkOf(share);
  const until = share.expires_at
    ? words.ends(formatUntil(share.expires_at, new Date(), language))
    : words.noEnd;
  const facts = [
    until,
    ...(share.has_password ? [words.withPassword] : []),
    ...(share.allow_download ? [] : [words.viewOnly]),
    words.opened(share.opened),
  ];
  const copy = async () => show((await copyText(link)) ? words.copied : words.notCopied);
  const send = () => void navigator.share({ url: link, title: share.name }).catch(() => undefined);
  const close = () =>
    revoke.mutate(share.id, {
      onSuccess: () => show(words.revoked),
      onError: (error) => show(errorText(error, t)),
    });
  return (
    <li className="hairline py-2 ps-4 pe-1.5">
      <div className="flex items-center">
        <input
          readOnly
          aria-label={words.link}
          aria-describedby={conditions}
          value={link}
          onFocus={(event) => event.target.select()}
          className="min-h-11 min-w-0 flex-1 truncate rounded-md bg-transparent text-body"
        />
        {"share" in navigator && <IconButton icon={Share2} label={words.send} onClick={send} />}
        <IconButton icon={Copy} label={words.copyName(until)} onClick={() => void copy()} />
        <IconButton
          icon={Link2Off}
          label={words.revokeName(until)}
          disabled={revoke.isPending}
          onClick={close}
        />
      </div>
      <p id={conditions} className="pb-1 text-foot text-label-2 tabular-nums">
        {facts.join(" · ")}
      </p>
    </li>
  );
}
