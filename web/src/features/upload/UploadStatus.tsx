"use client";
import { Link } from "@/components/Link";
import { Meter } from "@/components/Meter";
import { formatBytes } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { overall } from "./model";
import { useUploads } from "./store";

/** One line for other pages: how much is still on its way. */
export function UploadStatus() {
  const t = useT();
  const language = useLanguage();
  const items = useUploads((state) => state.items);
  const { active, sent, total } = overall(items);
  if (active === 0) return null;
  const share = `${formatBytes(sent, language)} / ${formatBytes(total, language)}`;
  return (
    <Link href="/files/" className="mb-7 block rounded-card bg-card p-4 shadow-soft active:bg-pressed">
      <span className="mb-2 flex justify-between gap-3 text-sub">
        <span>{t.upload.active(active)}</span>
        <span className="text-label-2 tabular-nums">{share}</span>
      </span>
      <Meter label={t.upload.active(active)} value={sent} max={Math.max(1, total)} text={share} />
    </Link>
  );
}
