"use client";
import { History, Star, StarOff, Trash2 } from "lucide-react";
import { useState } from "react";
import { errorText } from "@/api/problem";
import { FormError } from "@/components/Form";
import { Group, Row } from "@/components/Group";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useNotesT } from "@/lib/i18n/notes";
import { theDesk } from "./desk";
import type { Draft } from "./model";
import type { TaskProps } from "./NoteSheet";
import { useFavourite, useRestore, useTrash } from "./queries";
import { useNotesView } from "./store";
import { useNoteId } from "./useNote";

const icon = { "aria-hidden": true, size: 22, strokeWidth: 1.5 } as const;

/** What can be done with the note besides writing. */
export default function NoteMenu({ note, autosave, onDone, onGone, onOpen }: TaskProps) {
  const t = useT();
  const words = useNotesT().editor;
  const begin = useNotesView((state) => state.begin);
  const id = useNoteId(autosave);
  const star = useFavourite(autosave);
  const { remove, busy, error } = useRemove({ autosave, onGone, onOpen });
  const favourite = note.node?.favourite ?? false;
  const problem = star.error ?? error;
  return (
    <>
      <FormError text={problem ? errorText(problem, t) : null} />
      <Group inset="icon">
        {id !== null && (
          <>
            <Row
              icon={favourite ? <StarOff {...icon} /> : <Star {...icon} />}
              label={favourite ? words.removeFavourite : words.addFavourite}
              busy={star.isPending}
              onClick={() => star.mutate(!favourite, { onSuccess: onDone })}
            />
            <Row icon={<History {...icon} />} label={words.history} onClick={() => begin("history")} />
          </>
        )}
        <Row
          icon={<Trash2 {...icon} className="text-bad" />}
          tone="bad"
          label={words.trash}
          busy={busy}
          onClick={() => void remove()}
        />
      </Group>
    </>
  );
}

/** Into the trash with what was written last; "undo" brings back both, also words that could not be saved. */
function useRemove({ autosave, onGone, onOpen }: Pick<TaskProps, "autosave" | "onGone" | "onOpen">) {
  const t = useT();
  const words = useNotesT().editor;
  const show = useToast((state) => state.show);
  const trash = useTrash();
  const restore = useRestore();
  const [saving, setSaving] = useState(false);
  const leave = () => onGone(autosave.began);
  // The menu is gone by then, and with it what a call from here would tell it.
  const undo = async (id: string, draft: Draft | null) => {
    try {
      await restore.mutateAsync(id);
      if (draft) theDesk().drafts.keep(id, draft);
      show(words.restored);
    } catch (error) {
      show(errorText(error, t));
    }
  };
  const remove = async () => {
    setSaving(true);
    await autosave.finished();
    setSaving(false);
    const { id, mine } = autosave.note;
    if (id === null) {
      theDesk().forget(autosave);
      leave();
      show(words.discarded, {
        label: words.undo,
        run: () => onOpen(theDesk().begin(mine).note.clientId),
      });
      return;
    }
    // The menu may be gone before the answer: what follows must not hang on it.
    try {
      await trash.mutateAsync(id);
    } catch (problem) {
      if (useNotesView.getState().task !== "menu") show(errorText(problem, t));
      return;
    }
    const draft = theDesk().forget(autosave);
    leave();
    show(words.trashed, { label: words.undo, run: () => void undo(id, draft) });
  };
  return { remove, busy: saving || trash.isPending, error: trash.error };
}
