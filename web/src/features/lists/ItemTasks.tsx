"use client";
import { ArrowDown, ArrowUp, ArrowUpToLine, PencilLine, UserMinus, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { Entry, WholeShortlist } from "@/api/lists";
import { errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { FormError, TextArea } from "@/components/Form";
import { Group, Row } from "@/components/Group";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useListsT } from "@/lib/i18n/lists";
import { NOTES_MAX } from "./ListTasks";
import { isShared, nameOf, remade } from "./model";
import { useChangeItem, useRemoveItem } from "./queries";
import { useTasks } from "./store";

type Props = { list: WholeShortlist; entry: Entry; onDone: () => void };
const icon = { "aria-hidden": true, size: 22, strokeWidth: 1.5 } as const;

/** Everything that can be done with somebody on the list. */
export function ItemMenu({ list, entry, place, onDone }: Props & { place: number }) {
  const words = useListsT().item;
  const router = useRouter();
  const begin = useTasks((state) => state.begin);
  const last = place === list.items.length - 1;
  return (
    <>
      <Group inset="icon">
        {isShared(entry) && (
          <Row
            icon={<UserRound {...icon} className="text-accent" />}
            label={words.open}
            onClick={() => router.push(`/influencer/?id=${encodeURIComponent(entry.influencer_id)}`)}
          />
        )}
        <Row
          icon={<PencilLine {...icon} className="text-accent" />}
          label={entry.notes ? words.editNote : words.addNote}
          onClick={() => begin("note", entry.influencer_id)}
        />
        {place > 1 && <Move list={list} entry={entry} to={0} label={words.top} icon={ArrowUpToLine} />}
        {place > 0 && <Move list={list} entry={entry} to={place - 1} label={words.up} icon={ArrowUp} />}
        {!last && <Move list={list} entry={entry} to={place + 1} label={words.down} icon={ArrowDown} />}
      </Group>
      <Remove list={list} entry={entry} onDone={onDone} />
    </>
  );
}

type MoveProps = Omit<Props, "onDone"> & { to: number; label: string; icon: typeof ArrowUp };

function Move({ list, entry, to, label, icon: Icon }: MoveProps) {
  const t = useT();
  const words = useListsT().item;
  const end = useTasks((state) => state.end);
  const change = useChangeItem(list.id);
  const show = useToast((state) => state.show);
  const move = () => {
    end();
    change
      .mutateAsync({ influencer: entry.influencer_id, position: to })
      .catch((error) => show(errorText(error, t)));
    show(words.moved(nameOf(entry) ?? words.unshared, to + 1));
  };
  return <Row icon={<Icon {...icon} className="text-accent" />} label={label} onClick={move} />;
}

/** Gone at once, with a way back to the same place, status and note. */
function Remove({ list, entry, onDone }: Props) {
  const t = useT();
  const words = useListsT().item;
  const remove = useRemoveItem(list.id);
  const change = useChangeItem(list.id);
  const show = useToast((state) => state.show);
  const failed = (error: unknown) => show(errorText(error, t));
  const undo = () => change.mutateAsync({ influencer: entry.influencer_id, ...remade(entry) }).catch(failed);
  const go = () => {
    onDone();
    remove.mutateAsync(entry.influencer_id).catch(failed);
    show(words.removed(nameOf(entry) ?? words.unshared), { label: words.undo, run: () => void undo() });
  };
  return (
    <Group inset="icon">
      <Row icon={<UserMinus {...icon} className="text-bad" />} tone="bad" label={words.remove} onClick={go} />
    </Group>
  );
}

export function NoteForm({ list, entry, onDone }: Props) {
  const t = useT();
  const words = useListsT();
  const [notes, setNotes] = useState(entry.notes);
  const change = useChangeItem(list.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ influencer: entry.influencer_id, notes: notes.trim() }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="pb-2">
      <TextArea
        label={words.item.note}
        hint={words.lists.notesHint}
        placeholder={words.item.noteHint}
        maxLength={NOTES_MAX}
        value={notes}
        onChange={(event) => setNotes(event.target.value)}
      />
      <FormError text={change.error && errorText(change.error, t)} />
      <Button type="submit" wide busy={change.isPending} disabled={notes.trim() === entry.notes}>
        {t.action.save}
      </Button>
    </form>
  );
}
