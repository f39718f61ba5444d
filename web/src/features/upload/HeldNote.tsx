"use client";
import { Clock, Wifi } from "lucide-react";
import { formatUntil } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useBackupT } from "@/lib/i18n/backup";
import { useUploadActions } from "./queries";
import { useUploads } from "./store";

/** Why the rules let nothing go now, and the word that lets it go all the same. */
export function HeldNote() {
  const t = useBackupT();
  const language = useLanguage();
  const uploads = useUploadActions();
  const held = useUploads((state) => state.held);
  if (!held) return null;
  const { reason, opensAt } = held;
  const Icon = opensAt === null ? Wifi : Clock;
  const when = opensAt === null ? "" : formatUntil(new Date(opensAt).toISOString(), new Date(), language);
  const text = t.held[reason];
  return (
    <div role="status" className="hairline px-4 py-3 [--inset:0rem]">
      <p className="flex gap-3 text-sub">
        <Icon aria-hidden="true" size={20} strokeWidth={1.5} className="shrink-0 text-label-2" />
        {typeof text === "function" ? text(when) : text}
      </p>
      <button
        type="button"
        onClick={uploads.letThrough}
        className="-mb-2 ms-8 min-h-11 text-sub font-medium text-accent active:opacity-60"
      >
        {t.now[reason]}
      </button>
    </div>
  );
}
