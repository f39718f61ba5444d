"use client";
import { type ComponentType, lazy, Suspense, useRef } from "react";
import { Sheet } from "@/components/Sheet";
import { SkeletonRows } from "@/components/Skeleton";
import { useT } from "@/lib/i18n";
import { type NotesTexts, useNotesT } from "@/lib/i18n/notes";
import type { Autosave } from "./autosave";
import { type Task, useNotesView } from "./store";
import type { OpenNote } from "./useNote";

export type TaskProps = {
  note: OpenNote;
  autosave: Autosave;
  onDone: () => void;
  onGone: (began: string) => void;
  onOpen: (name: string) => void;
};

const parts: Record<Task, ComponentType<TaskProps>> = {
  menu: lazy(() => import("./NoteMenu")),
  history: lazy(() => import("./History")),
  conflict: lazy(() => import("./Conflict")),
};

const titleOf = (task: Task, words: NotesTexts): string =>
  task === "menu" ? words.editor.more : words[task].title;

/** The one sheet of the editor; it keeps its content while it leaves. */
export function NoteSheet(props: Omit<TaskProps, "onDone">) {
  const t = useT();
  const words = useNotesT();
  const { task, turn, end } = useNotesView();
  const last = useRef<Task | null>(task);
  if (task) last.current = task;
  const shown = last.current;
  const Part = shown && parts[shown];
  return (
    <Sheet
      open={task !== null}
      title={shown ? titleOf(shown, words) : ""}
      closeLabel={t.action.close}
      onClose={end}
    >
      {Part && (
        <Suspense fallback={<SkeletonRows count={3} />}>
          <Part key={turn} {...props} onDone={end} />
        </Suspense>
      )}
    </Sheet>
  );
}
