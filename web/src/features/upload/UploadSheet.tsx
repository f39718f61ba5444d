"use client";
import { CloudUpload } from "lucide-react";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { Meter } from "@/components/Meter";
import { Sheet } from "@/components/Sheet";
import { Notice } from "@/components/State";
import { useOnline } from "@/lib/browser";
import { isAppleTouch } from "@/lib/device";
import { formatBytes, formatCount } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useSendingT } from "@/lib/i18n/sending";
import { keepsFocus } from "@/lib/rowFocus";
import { Deleted } from "./Deleted";
import { openPicker } from "./FilePicker";
import { HeldNote } from "./HeldNote";
import { canRetry, isAsked, isMoving, MOST_ROWS, overall, type UploadItem } from "./model";
import { useUploadActions } from "./queries";
import { openUploads, useUploads } from "./store";
import { UploadRow } from "./UploadRow";

/** Everything picked that is not in the list of files yet: how far it is, and the reason where it is not going there. */
export function UploadSheet() {
  const t = useT();
  const words = useSendingT();
  const open = useUploads((state) => state.open);
  const close = () => openUploads(false);
  return (
    <Sheet open={open} title={words.title} closeLabel={t.action.close} onClose={close}>
      {open && <Content />}
    </Sheet>
  );
}

function Content() {
  const words = useSendingT();
  const items = useUploads((state) => state.items);
  const moving = items.filter((item) => isMoving(item.state));
  const yours = items.filter((item) => item.state === "failed" || item.state === "missing");
  const safe = items.filter((item) => item.state === "duplicate" || item.state === "committed");
  return (
    <div ref={keepsFocus} className="outline-none">
      {items.length === 0 && <Notice icon={CloudUpload} title={words.empty} text={words.emptyText} />}
      {moving.length > 0 && <Total items={items} />}
      <ChooseAgain count={items.filter((item) => item.state === "missing").length} />
      <Deleted items={items.filter((item) => isAsked(item.state))} />
      <Rows title={words.yours} items={yours} clears />
      <Rows title={words.moving} items={inOrder(moving)} />
      <Rows title={words.safe} items={safe} clears />
      <Limits />
    </div>
  );
}

/** What is moving before what waits for its turn. */
const inOrder = (items: readonly UploadItem[]): UploadItem[] => {
  const late = (item: UploadItem) =>
    item.state === "queued" || item.state === "hashed" || item.state === "ready";
  return [...items.filter((item) => !late(item)), ...items.filter(late)];
};

function Total({ items }: { items: readonly UploadItem[] }) {
  const t = useT();
  const words = useSendingT();
  const language = useLanguage();
  const online = useOnline();
  const held = useUploads((state) => state.held);
  const { active, sent, total } = overall(items);
  const share = words.total(formatBytes(sent, language), formatBytes(total, language));
  const footer = !online ? t.upload.waiting : held ? undefined : words.awake;
  return (
    <Group label={t.upload.active(active)} footer={footer}>
      <div className="p-4">
        <p className="mb-2 flex justify-between gap-3 text-sub">
          <span>{words.left(active)}</span>
          <span className="text-label-2 tabular-nums">{share}</span>
        </p>
        <Meter label={t.upload.active(active)} value={sent} max={Math.max(1, total)} text={share} />
      </div>
      <HeldNote />
    </Group>
  );
}

function ChooseAgain({ count }: { count: number }) {
  const words = useSendingT();
  if (count === 0) return null;
  return (
    <Group label={words.missing}>
      <div className="p-4">
        <p className="mb-3 text-sub">{words.againText(count)}</p>
        <Button wide look="soft" onClick={() => openPicker()}>
          {words.again}
        </Button>
      </div>
    </Group>
  );
}

type RowsProps = { title: string; items: readonly UploadItem[]; clears?: boolean };

function Rows({ title, items, clears = false }: RowsProps) {
  const t = useT();
  const words = useSendingT();
  const language = useLanguage();
  const uploads = useUploadActions();
  if (items.length === 0) return null;
  const clear = (
    <button
      type="button"
      onClick={() => uploads.remove(items.map((item) => item.clientId))}
      className="-my-3 -me-2 min-h-11 rounded-button px-2 text-foot font-medium text-accent active:opacity-60"
    >
      {t.upload.clear}
    </button>
  );
  const hidden = items.length - MOST_ROWS;
  return (
    <Group inset="thumb" title={title} action={clears && clear}>
      <RetryAll items={items} />
      <ul>
        {items.slice(0, MOST_ROWS).map((item) => (
          <UploadRow key={item.clientId} item={item} />
        ))}
      </ul>
      {hidden > 0 && (
        <p className="hairline px-4 py-3 text-sub text-label-2">
          {words.more(formatCount(hidden, language))}
        </p>
      )}
    </Group>
  );
}

function RetryAll({ items }: { items: readonly UploadItem[] }) {
  const words = useSendingT();
  const uploads = useUploadActions();
  const again = items.filter(canRetry);
  if (again.length < 2) return null;
  return (
    <div className="p-4">
      <Button wide look="soft" onClick={() => uploads.retry(again.map((item) => item.clientId))}>
        {words.retryAll}
      </Button>
    </div>
  );
}

/** What a browser cannot do is said before somebody relies on it. */
function Limits() {
  const words = useSendingT();
  const apple = isAppleTouch(navigator.userAgent, navigator.maxTouchPoints);
  const said = [words.closed, words.kept, words.picked, ...(apple ? [words.apple] : []), words.tabs];
  return (
    <details className="mb-4 px-4 text-foot text-label-2">
      <summary className="flex min-h-11 cursor-pointer items-center font-medium text-accent">
        {words.limits}
      </summary>
      <ul className="list-disc space-y-1.5 ps-5 pb-2">
        {said.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}
