"use client";
import { useEffect } from "react";
import { Button } from "@/components/Button";
import { useToast } from "@/components/Toast";
import { cx } from "@/lib/cx";
import { useNotesT } from "@/lib/i18n/notes";
import { theDesk } from "./desk";
import { difference, type Line } from "./difference";
import type { Choice } from "./model";
import type { TaskProps } from "./NoteSheet";
import { useView } from "./useNote";

/** Both versions beside each other, and which one stays. Nothing is lost by any of the three answers but by the person's word. */
export default function Conflict({ autosave, onDone }: TaskProps) {
  const words = useNotesT();
  const { note } = useView(autosave);
  const show = useToast((state) => state.show);
  const theirs = note.conflict;
  useEffect(() => {
    if (!theirs) onDone();
  }, [theirs, onDone]);
  if (!theirs) return null;
  const settle = (choice: Choice) => {
    const title = note.mine.title.trim() || words.untitled;
    const copy = autosave.settle(choice, words.conflict.copy(title));
    if (!copy) return;
    theDesk().begin(copy).flush();
    show(words.conflict.copied);
  };
  const [mine, other] = difference(note.mine.text, theirs.text);
  return (
    <div className="pb-2">
      <p className="mb-4 px-1 text-sub text-label-2">
        {words.conflict.text} {words.conflict.changed}
      </p>
      <div className="mb-5 grid gap-4 lg:grid-cols-2">
        <Version label={words.conflict.mine} title={note.mine.title} lines={mine} />
        <Version label={words.conflict.theirs} title={theirs.title} lines={other} />
      </div>
      <div className="flex flex-col gap-3">
        <Button wide onClick={() => settle("both")}>
          {words.conflict.keepBoth}
        </Button>
        <div className="grid grid-cols-2 gap-3">
          <Button look="soft" onClick={() => settle("mine")}>
            {words.conflict.keepMine}
          </Button>
          <Button look="soft" onClick={() => settle("theirs")}>
            {words.conflict.keepTheirs}
          </Button>
        </div>
      </div>
    </div>
  );
}

function Version({ label, title, lines }: { label: string; title: string; lines: Line[] }) {
  const words = useNotesT();
  return (
    <section aria-label={label}>
      <h3 className="mb-2 px-1 text-foot font-medium text-label-2">{label}</h3>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        tabIndex={0}
        className="max-h-[26dvh] overflow-auto rounded-card bg-card p-3 text-sub shadow-soft lg:max-h-[45dvh]"
      >
        <p className="mb-1 font-semibold">{title.trim() || words.untitled}</p>
        {lines.map((line, index) => (
          <p
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and are drawn anew together
            key={index}
            className={cx("min-h-5 whitespace-pre-wrap", line.differs && "-mx-1 rounded bg-accent-soft px-1")}
          >
            {line.differs ? <mark className="bg-transparent text-current">{line.text}</mark> : line.text}
          </p>
        ))}
      </div>
    </section>
  );
}
