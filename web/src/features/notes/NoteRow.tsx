"use client";
import { CloudOff, Star, Trash2 } from "lucide-react";
import { Swipe } from "@/components/Swipe";
import { cx } from "@/lib/cx";
import { useNotesT } from "@/lib/i18n/notes";
import { theDesk } from "./desk";
import { useRemove } from "./useRemove";

type Props = {
  /** The note's id, or that of its making. */
  name: string;
  title: string;
  text: string;
  when?: string;
  favourite?: boolean;
  unsaved?: boolean;
  /** The one that is open. */
  selected: string | null;
  onOpen: (name: string) => void;
  onGone: (began: string) => void;
};

/** A note without a title is called by its first line, which then is not said a second time. */
function textBelow(title: string, text: string): string {
  const [first = "", ...others] = text.trim().split("\n");
  return (first.trim() === title.trim() ? others.join("\n") : text).trim();
}

/** A note in the list; its menu is that of the open note. */
export function NoteRow({ name, title, text, when, favourite, unsaved, selected, onOpen, onGone }: Props) {
  const words = useNotesT();
  const { remove, busy } = useRemove({ name, onGone, onOpen });
  const open = name === selected;
  const trash = () => void remove(theDesk().find(name));
  return (
    <li className="hairline">
      <Swipe actions={[{ icon: Trash2, label: words.toTrash, tone: "bad", run: trash }]} off={busy}>
        <button
          type="button"
          aria-current={open ? "true" : undefined}
          onClick={() => onOpen(name)}
          className={cx(
            "block min-h-16 w-full px-4 py-2.5 text-start transition-colors duration-200 active:bg-pressed focus-visible:-outline-offset-3",
            open && "lg:bg-accent-soft",
          )}
        >
          <span className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate text-body font-semibold">
              {title.trim() || words.untitled}
            </span>
            {favourite && (
              <Star
                role="img"
                aria-label={words.favourite}
                size={16}
                className="shrink-0 fill-current text-accent"
              />
            )}
          </span>
          <span className="line-clamp-2 text-sub text-label-2">
            {textBelow(title, text) || words[text.trim() === "" ? "noText" : "noMoreText"]}
          </span>
          <span className="mt-0.5 flex items-center gap-1 text-foot text-label-2">
            {unsaved && (
              <>
                <CloudOff aria-hidden="true" size={14} strokeWidth={1.75} className="shrink-0 text-warn" />
                {words.unsavedRow}
              </>
            )}
            {unsaved && when && " · "}
            {when}
          </span>
        </button>
      </Swipe>
    </li>
  );
}
