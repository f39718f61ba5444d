"use client";
import { CircleCheck, CloudOff, RefreshCw, TriangleAlert } from "lucide-react";
import { errorText } from "@/api/problem";
import { useOnline } from "@/lib/browser";
import { cx } from "@/lib/cx";
import { useT } from "@/lib/i18n";
import { useNotesT } from "@/lib/i18n/notes";
import type { View } from "./autosave";
import { isBlank, saving } from "./model";

type Said = { short: string; long: string | null };

const useSaid = ({ note, kept }: View): Said => {
  const t = useT();
  const words = useNotesT();
  const online = useOnline();
  const state = saving(note);
  const said = words.state;
  if (state !== "unsaved") return { short: said[state], long: kept ? null : said.notKept };
  if (note.conflict) return { short: said.conflict, long: null };
  if (note.trouble !== "unreachable") {
    const tooLong = note.trouble === "body_too_large" || note.trouble === "file_too_large";
    return { short: said.refused, long: tooLong ? words.editor.tooLong : errorText(note.trouble, t) };
  }
  const [short, long] = online ? [said.unreachable, said.unreachableText] : [said.offline, said.offlineText];
  return { short, long: kept ? long : said.notKept };
};

/** Where the words are now. Trouble is told to screen readers, the coming and going of "saving" is not. */
export function StateLine({ view, onRetry }: { view: View; onRetry: () => void }) {
  const t = useT();
  const { short, long } = useSaid(view);
  const state = saving(view.note);
  if (view.note.id === null && isBlank(view.note.mine)) return <span />;
  const refused = state === "unsaved" && !view.note.conflict && view.note.trouble !== "unreachable";
  const Icon =
    state === "saved" ? CircleCheck : state === "saving" ? RefreshCw : refused ? TriangleAlert : CloudOff;
  return (
    <div className="min-w-0 py-2 text-foot text-label-2">
      <p className="flex items-center gap-1.5">
        <Icon
          aria-hidden="true"
          size={16}
          strokeWidth={1.75}
          className={cx("shrink-0", state === "saved" && "text-good", state === "unsaved" && "text-warn")}
        />
        {short}
        {refused && (
          <button
            type="button"
            onClick={onRetry}
            className="-my-3 min-h-11 px-2 font-semibold text-accent active:opacity-60"
          >
            {t.action.retry}
          </button>
        )}
      </p>
      <p role="status" className="not-empty:mt-0.5">
        {long}
      </p>
    </div>
  );
}
