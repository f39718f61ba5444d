"use client";
import { useRef } from "react";
import type { WholeShortlist } from "@/api/lists";
import { Sheet } from "@/components/Sheet";
import { useT } from "@/lib/i18n";
import { type ListsTexts, useListsT } from "@/lib/i18n/lists";
import { ItemMenu, NoteForm } from "./ItemTasks";
import { CreateForm, ListMenu, RemoveList } from "./ListTasks";
import { nameOf } from "./model";
import { type Task, useTasks } from "./store";

type Props = { list: WholeShortlist | null; onOpen: (id: string) => void; onGone: () => void };
type Shown = { task: Task; id: string | null };

const titleOf = ({ task, id }: Shown, list: WholeShortlist | null, words: ListsTexts): string => {
  const entry = list?.items.find(({ influencer_id }) => influencer_id === id);
  const name = (entry && nameOf(entry)) ?? words.item.unshared;
  if (task === "create") return words.lists.create;
  if (task === "edit") return words.lists.more;
  if (task === "remove") return words.lists.removeTitle(list?.name ?? "");
  return task === "note" ? `${words.item.note}: ${name}` : name;
};

/** The one sheet of the screen; it keeps its content while it leaves. */
export function TaskSheet({ list, onOpen, onGone }: Props) {
  const t = useT();
  const words = useListsT();
  const { open, end } = useTasks();
  const last = useRef<Shown>({ task: "create", id: null });
  const kept = useRef(list);
  if (open) last.current = open;
  if (list) kept.current = list;
  const shown = last.current;
  return (
    <Sheet
      open={open !== null}
      title={titleOf(shown, kept.current, words)}
      closeLabel={t.action.close}
      onClose={end}
    >
      <Content
        key={`${shown.task}${shown.id}${open === null}`}
        shown={shown}
        list={kept.current}
        onOpen={onOpen}
        onGone={onGone}
      />
    </Sheet>
  );
}

function Content({ shown, list, onOpen, onGone }: Props & { shown: Shown }) {
  const end = useTasks((state) => state.end);
  if (shown.task === "create") return <CreateForm onOpen={onOpen} onDone={end} />;
  if (!list) return null;
  if (shown.task === "edit") return <ListMenu list={list} onDone={end} />;
  if (shown.task === "remove") return <RemoveList list={list} onDone={end} onGone={onGone} />;
  const place = list.items.findIndex(({ influencer_id }) => influencer_id === shown.id);
  const entry = list.items[place];
  if (!entry) return null;
  if (shown.task === "note") return <NoteForm list={list} entry={entry} onDone={end} />;
  return <ItemMenu list={list} entry={entry} place={place} onDone={end} />;
}
