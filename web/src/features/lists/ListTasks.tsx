"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Download, FileText, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { shortlistQuery, type WholeShortlist } from "@/api/lists";
import { ApiError, errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { FormError, TextArea, TextField } from "@/components/Form";
import { Group, Row } from "@/components/Group";
import { NameForm } from "@/components/NameForm";
import { Question } from "@/components/Question";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useListsT } from "@/lib/i18n/lists";
import { useCreate, useCsv, useEdit, useRemoveList } from "./queries";
import { useTasks } from "./store";

const NAME_MAX = 80;
export const NOTES_MAX = 2000;

export function CreateForm({ onOpen, onDone }: { onOpen: (id: string) => void; onDone: () => void }) {
  const t = useT();
  const words = useListsT().lists;
  const create = useCreate();
  const show = useToast((state) => state.show);
  const begin = (name: string) =>
    create.mutate(name, {
      onSuccess: (made) => {
        show(words.created(made.name));
        onDone();
        onOpen(made.id);
      },
    });
  return (
    <NameForm
      label={words.name}
      hint={words.nameHint}
      max={NAME_MAX}
      action={words.create}
      busy={create.isPending}
      error={create.error && errorText(create.error, t)}
      onName={begin}
    />
  );
}

/** Name and note, and what can be done with the whole list. */
export function ListMenu({ list, onDone }: { list: WholeShortlist; onDone: () => void }) {
  const words = useListsT().lists;
  const t = useT();
  const router = useRouter();
  const begin = useTasks((state) => state.begin);
  const csv = useCsv(words.fileName);
  const show = useToast((state) => state.show);
  const download = () =>
    csv.mutate(list, {
      onSuccess: () => {
        show(words.csvDone);
        onDone();
      },
    });
  const icon = { "aria-hidden": true, size: 22, strokeWidth: 1.5 } as const;
  return (
    <>
      <FormError text={csv.error && errorText(csv.error, t)} />
      <Group inset="icon">
        <Row
          icon={<Download {...icon} className="text-accent" />}
          tone="accent"
          label={words.csv}
          busy={csv.isPending}
          onClick={download}
        />
        <Row
          icon={<FileText {...icon} className="text-accent" />}
          tone="accent"
          label={words.report}
          onClick={() => router.push(`/report/?id=${encodeURIComponent(list.id)}`)}
        />
        <Row
          icon={<Trash2 {...icon} className="text-bad" />}
          tone="bad"
          label={words.remove}
          onClick={() => begin("remove", list.id)}
        />
      </Group>
      <EditForm list={list} onDone={onDone} />
    </>
  );
}

const isConflict = (error: unknown): boolean => error instanceof ApiError && error.code === "conflict";

/**
 * What is typed, beside the list it was made of: `list` may be renewed at any time, and its `rev` would then overwrite
 * another device's change unasked. After a conflict was told, what was not touched follows the other device.
 */
function useListDraft(list: WholeShortlist) {
  const client = useQueryClient();
  const [base, setBase] = useState(list);
  const [name, setName] = useState(list.name);
  const [notes, setNotes] = useState(list.notes);
  const follow = async () => {
    const latest = await client.fetchQuery({ ...shortlistQuery(list.id), staleTime: 0 }).catch(() => null);
    if (!latest) return;
    setName((typed) => (typed === base.name ? latest.name : typed));
    setNotes((typed) => (typed === base.notes ? latest.notes : typed));
    setBase(latest);
  };
  const touched = name.trim() !== base.name || notes !== base.notes;
  return { name, setName, notes, setNotes, rev: base.rev, touched, follow };
}

function EditForm({ list, onDone }: { list: WholeShortlist; onDone: () => void }) {
  const t = useT();
  const words = useListsT().lists;
  const { name, setName, notes, setNotes, rev, touched, follow } = useListDraft(list);
  const edit = useEdit(list.id);
  const show = useToast((state) => state.show);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    edit.mutate(
      { name: name.trim(), notes, rev },
      {
        onSuccess: () => {
          show(t.settings.saved);
          onDone();
        },
        onError: (error) => void (isConflict(error) && follow()),
      },
    );
  };
  return (
    <form onSubmit={submit} className="pb-2">
      <TextField
        label={words.name}
        maxLength={NAME_MAX}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextArea
        label={words.listNotes}
        hint={words.notesHint}
        maxLength={NOTES_MAX}
        value={notes}
        onChange={(event) => setNotes(event.target.value)}
      />
      <FormError text={isConflict(edit.error) ? words.conflict : edit.error && errorText(edit.error, t)} />
      <Button type="submit" wide busy={edit.isPending} disabled={name.trim() === "" || !touched}>
        {t.action.save}
      </Button>
    </form>
  );
}

type RemoveProps = { list: WholeShortlist; onDone: () => void; onGone: () => void };

export function RemoveList({ list, onDone, onGone }: RemoveProps) {
  const t = useT();
  const words = useListsT().lists;
  const remove = useRemoveList();
  const show = useToast((state) => state.show);
  const go = () =>
    remove.mutate(list.id, {
      onSuccess: () => {
        show(words.removed(list.name));
        onDone();
        onGone();
      },
    });
  return (
    <Question text={words.removeText} error={remove.error && errorText(remove.error, t)} onBack={onDone}>
      <Button look="danger" wide busy={remove.isPending} onClick={go}>
        {words.remove}
      </Button>
    </Question>
  );
}
