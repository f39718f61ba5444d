/** A note goes into the trash, from its menu or from the list. */
import { useState } from "react";
import { errorText } from "@/api/problem";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useNotesT } from "@/lib/i18n/notes";
import type { Autosave } from "./autosave";
import { theDesk } from "./desk";
import type { Draft } from "./model";
import { useRestore, useTrash } from "./queries";
import { useNotesView } from "./store";

type Props = {
  /** The note's id, or that of its making. */
  name: string;
  onGone: (began: string) => void;
  onOpen: (name: string) => void;
};

/** Into the trash with what was written last; "undo" brings back both, also words that could not be saved. */
export function useRemove({ name, onGone, onOpen }: Props) {
  const t = useT();
  const words = useNotesT().editor;
  const show = useToast((state) => state.show);
  const trash = useTrash();
  const restore = useRestore();
  const [saving, setSaving] = useState(false);
  // The menu or the row is gone by then, and with it what a call from here would tell it.
  const undo = async (id: string, draft: Draft | null) => {
    try {
      await restore.mutateAsync(id);
      if (draft) theDesk().drafts.keep(id, draft);
      show(words.restored);
    } catch (error) {
      show(errorText(error, t));
    }
  };
  /** `autosave`: null where nothing of it is on its way. */
  const remove = async (autosave: Autosave | null) => {
    setSaving(true);
    await autosave?.finished();
    setSaving(false);
    if (autosave && autosave.note.id === null) {
      const { mine } = autosave.note;
      theDesk().forget(autosave);
      onGone(autosave.began);
      show(words.discarded, {
        label: words.undo,
        run: () => onOpen(theDesk().begin(mine).note.clientId),
      });
      return;
    }
    const id = autosave?.note.id ?? name;
    // Who asked may be gone before the answer: what follows must not hang on it.
    try {
      await trash.mutateAsync(id);
    } catch (problem) {
      if (useNotesView.getState().task !== "menu") show(errorText(problem, t));
      return;
    }
    const draft = autosave && theDesk().forget(autosave);
    onGone(autosave?.began ?? name);
    show(words.trashed, { label: words.undo, run: () => void undo(id, draft) });
  };
  return { remove, busy: saving || trash.isPending, error: trash.error };
}
