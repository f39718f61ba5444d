"use client";
import { ChevronRight, CircleAlert, CircleCheck } from "lucide-react";
import { Meter } from "@/components/Meter";
import { useOnline } from "@/lib/browser";
import { formatBytes } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useSendingT } from "@/lib/i18n/sending";
import { HeldNote } from "./HeldNote";
import { isMoving, needsPerson, overall, type UploadItem } from "./model";
import { openUploads, useUploads } from "./store";

/**
 * One card for other pages: how much is still on its way, what waits for the person, and the way to all of it. What waits is told
 * beside the button: an alert inside would not be part of its name.
 */
export function UploadStatus() {
  const words = useSendingT();
  const items = useUploads((state) => state.items);
  if (items.length === 0) return null;
  const waiting = waitsForPerson(items);
  const moving = items.some((item) => isMoving(item.state));
  return (
    <section className="mb-7 overflow-hidden rounded-card bg-card shadow-soft">
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => openUploads(true)}
        className="block w-full p-4 text-start focus-visible:-outline-offset-3 active:bg-pressed"
      >
        {moving ? <Moving items={items} /> : <Rest items={items} />}
      </button>
      <div role="alert" className="sr-only">
        {waiting > 0 && words.attention(waiting)}
      </div>
      {moving && <HeldNote />}
    </section>
  );
}

const waitsForPerson = (items: readonly UploadItem[]): number =>
  items.filter((item) => needsPerson(item.state)).length;

function Moving({ items }: { items: readonly UploadItem[] }) {
  const t = useT();
  const words = useSendingT();
  const language = useLanguage();
  const online = useOnline();
  const { active, sent, total } = overall(items);
  const share = words.total(formatBytes(sent, language), formatBytes(total, language));
  const waiting = waitsForPerson(items);
  return (
    <>
      <span className="mb-2 flex items-center justify-between gap-3 text-sub">
        <span>{t.upload.active(active)}</span>
        <span className="flex items-center gap-1 text-label-2 tabular-nums">
          {share}
          <Chevron />
        </span>
      </span>
      <Meter label={t.upload.active(active)} value={sent} max={Math.max(1, total)} text={share} />
      {waiting > 0 && <Waiting text={words.attention(waiting)} />}
      {!online && <span className="mt-2 block text-foot text-label-2">{t.upload.waiting}</span>}
    </>
  );
}

function Rest({ items }: { items: readonly UploadItem[] }) {
  const words = useSendingT();
  const waiting = waitsForPerson(items);
  const safe = items.length - waiting;
  return (
    <span className="flex items-center gap-3 text-sub">
      <span className="min-w-0 flex-1">
        {waiting > 0 ? (
          <Waiting text={words.attention(waiting)} />
        ) : (
          <span className="flex items-center gap-2 text-good">
            <CircleCheck aria-hidden="true" size={18} strokeWidth={1.5} />
            {words.over(safe)}
          </span>
        )}
      </span>
      <Chevron />
    </span>
  );
}

function Waiting({ text }: { text: string }) {
  return (
    <span className="mt-2 flex items-center gap-2 text-sub text-bad first:mt-0">
      <CircleAlert aria-hidden="true" size={18} strokeWidth={1.5} />
      {text}
    </span>
  );
}

const Chevron = () => (
  <ChevronRight aria-hidden="true" size={18} strokeWidth={1.5} className="shrink-0 text-label-2" />
);
