"use client";
import { CircleAlert, CloudOff, NotebookPen, SearchX, Star } from "lucide-react";
import { errorText } from "@/api/problem";
import type { Node } from "@/api/types";
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
import { useNotes } from "./queries";
import { useNotesView } from "./store";
import { useUnsaved } from "./useNote";

/** Between two key presses and a question to the server. */
const SEARCH_MS = 300;

type Props = { selected: string | null; onOpen: (name: string) => void; onCreate: () => void };

/** What was changed last stands first; what the server does not have yet stands above it. */
export function NoteList({ selected, onOpen, onCreate }: Props) {
  const words = useNotesT();
  const { search, setSearch } = useNotesView();
  const q = useSettled(search.trim(), SEARCH_MS);
  const list = useNotes(q);
  const unsaved = useUnsaved();
  const waiting = unsaved.filter(({ id }) => id === null);
  const none = list.notes?.length === 0 && waiting.length === 0 && q === "";
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
              <Row
                key={note.name}
                title={note.title}
                text={note.text}
                unsaved
                selected={note.name === selected}
                onOpen={() => onOpen(note.name)}
              />
            ))}
          </ul>
        </Group>
      )}
      <Stored list={list} q={q} unsaved={unsaved} selected={selected} onOpen={onOpen} onCreate={onCreate} />
    </div>
  );
}

type StoredProps = Props & { list: ReturnType<typeof useNotes>; q: string; unsaved: readonly Unsaved[] };

function Stored({ list, q, unsaved, selected, onOpen, onCreate }: StoredProps) {
  const t = useT();
  const words = useNotesT();
  const language = useLanguage();
  const own = new Map(unsaved.map((note) => [note.id, note]));
  if (list.notes && list.notes.length > 0)
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
                <Row
                  key={node.id}
                  title={mine?.title ?? titleOf(node)}
                  text={mine?.text ?? node.excerpt ?? ""}
                  when={formatAgo(node.modified_at, new Date(), language)}
                  favourite={node.favourite}
                  unsaved={mine !== undefined}
                  selected={node.id === selected}
                  onOpen={() => onOpen(node.id)}
                />
              );
            })}
          </ul>
        </Group>
        {list.hasNextPage && (
          <More
            key={list.notes.length}
            busy={list.isFetchingNextPage}
            failed={list.isFetchNextPageError}
            ahead="400px"
            onMore={() => void list.fetchNextPage()}
          />
        )}
      </>
    );
  return (
    <Group label={words.list}>
      {list.notes ? (
        <NoNotes searching={q !== ""} onCreate={onCreate} />
      ) : list.error ? (
        <Failure icon={CircleAlert} text={errorText(list.error, t)} onRetry={() => void list.refetch()} />
      ) : (
        <SkeletonRows count={4} />
      )}
    </Group>
  );
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

const titleOf = ({ name }: Node): string => name;

type RowProps = {
  title: string;
  text: string;
  when?: string;
  favourite?: boolean;
  unsaved?: boolean;
  selected: boolean;
  onOpen: () => void;
};

function Row({ title, text, when, favourite, unsaved, selected, onOpen }: RowProps) {
  const words = useNotesT();
  return (
    <li className="hairline">
      <button
        type="button"
        aria-current={selected ? "true" : undefined}
        onClick={onOpen}
        className={cx(
          "block min-h-16 w-full px-4 py-2.5 text-start transition-colors duration-200 active:bg-pressed focus-visible:-outline-offset-3",
          selected && "lg:bg-accent-soft",
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
        <span className="line-clamp-2 text-sub text-label-2">{text.trim() || words.noText}</span>
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
    </li>
  );
}
