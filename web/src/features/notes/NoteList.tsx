"use client";
import { CircleAlert, NotebookPen, SearchX } from "lucide-react";
import { errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { More } from "@/components/More";
import { SearchField } from "@/components/SearchField";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { cx } from "@/lib/cx";
import { formatAgo } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useNotesT } from "@/lib/i18n/notes";
import { useSettled } from "@/lib/useSettled";
import type { Unsaved } from "./desk";
import { NoteRow } from "./NoteRow";
import { useNotes } from "./queries";
import { useNotesView } from "./store";
import { useUnsaved } from "./useNote";

/** Between two key presses and a question to the server. */
const SEARCH_MS = 300;

type Props = {
  selected: string | null;
  onOpen: (name: string) => void;
  onGone: (began: string) => void;
  onCreate: () => void;
};

/** What was changed last stands first; what the server does not have yet stands above it. */
export function NoteList({ onCreate, ...shown }: Props) {
  const words = useNotesT();
  const { search, setSearch } = useNotesView();
  const q = useSettled(search.trim(), SEARCH_MS);
  const list = useNotes(q);
  const unsaved = useUnsaved();
  const waiting = unsaved.filter(({ id }) => id === null);
  const none = list.notes?.length === 0 && !list.hasNextPage && waiting.length === 0 && q === "";
  return (
    <div>
      {!none && (
        <div className="mb-4">
          <SearchField label={words.search} value={search} onChange={setSearch} />
        </div>
      )}
      {waiting.length > 0 && q === "" && (
        <Group title={words.waiting}>
          <ul aria-label={words.waiting}>
            {waiting.map((note) => (
              <NoteRow key={note.name} {...note} unsaved {...shown} />
            ))}
          </ul>
        </Group>
      )}
      <Stored list={list} q={q} unsaved={unsaved} onCreate={onCreate} {...shown} />
    </div>
  );
}

type List = ReturnType<typeof useNotes>;
type StoredProps = Props & { list: List; q: string; unsaved: readonly Unsaved[] };

function Stored({ list, q, unsaved, onCreate, ...shown }: StoredProps) {
  const words = useNotesT();
  const language = useLanguage();
  const own = new Map(unsaved.map((note) => [note.id, note]));
  const more = list.hasNextPage && (
    <More
      key={list.pageCount}
      busy={list.isFetchingNextPage}
      failed={list.isFetchNextPageError}
      ahead="400px"
      onMore={() => void list.fetchNextPage()}
    />
  );
  if (!list.notes || list.notes.length === 0)
    return (
      <>
        <Group label={words.list}>
          <NoRows list={list} searching={q !== ""} onCreate={onCreate} />
        </Group>
        {more}
      </>
    );
  return (
    <>
      <Group>
        <ul
          aria-label={words.list}
          className={cx("transition-opacity", list.isPlaceholderData && "opacity-60")}
        >
          {list.notes.map((node) => {
            const mine = own.get(node.id);
            return (
              <NoteRow
                key={node.id}
                name={node.id}
                title={mine?.title ?? node.name}
                text={mine?.text ?? node.excerpt ?? ""}
                when={formatAgo(node.modified_at, new Date(), language)}
                favourite={node.favourite}
                unsaved={mine !== undefined}
                {...shown}
              />
            );
          })}
        </ul>
      </Group>
      {more}
    </>
  );
}

type NoRowsProps = { list: List; searching: boolean; onCreate: () => void };

/** None yet, none at all, or the reason. A search looks at so many notes for each page, and may find them in the next one. */
function NoRows({ list, searching, onCreate }: NoRowsProps) {
  const t = useT();
  if (list.notes && !list.hasNextPage) return <NoNotes searching={searching} onCreate={onCreate} />;
  if (list.error && !list.notes)
    return <Failure icon={CircleAlert} text={errorText(list.error, t)} onRetry={() => void list.refetch()} />;
  return <SkeletonRows count={4} />;
}

function NoNotes({ searching, onCreate }: { searching: boolean; onCreate: () => void }) {
  const words = useNotesT();
  if (searching) return <Notice icon={SearchX} title={words.nothingFound} text={words.nothingFoundText} />;
  return (
    <Notice
      icon={NotebookPen}
      title={words.empty}
      text={words.emptyText}
      action={<Button onClick={onCreate}>{words.create}</Button>}
    />
  );
}
