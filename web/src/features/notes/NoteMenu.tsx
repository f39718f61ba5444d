"use client";
import { History, Star, StarOff, Trash2 } from "lucide-react";
import { errorText } from "@/api/problem";
import { FormError } from "@/components/Form";
import { Group, Row } from "@/components/Group";
import { useT } from "@/lib/i18n";
import { useNotesT } from "@/lib/i18n/notes";
import type { TaskProps } from "./NoteSheet";
import { useFavourite } from "./queries";
import { useNotesView } from "./store";
import { useNoteId } from "./useNote";
import { useRemove } from "./useRemove";

const icon = { "aria-hidden": true, size: 22, strokeWidth: 1.5, className: "text-accent" } as const;

/** What can be done with the note besides writing. */
export default function NoteMenu({ note, autosave, onDone, onGone, onOpen }: TaskProps) {
  const t = useT();
  const words = useNotesT().editor;
  const begin = useNotesView((state) => state.begin);
  const id = useNoteId(autosave);
  const star = useFavourite(autosave);
  const { remove, busy, error } = useRemove({ name: autosave.began, onGone, onOpen });
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
          onClick={() => void remove(autosave)}
        />
      </Group>
    </>
  );
}
