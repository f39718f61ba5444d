"use client";
import { CircleAlert, Ellipsis, FileSearch } from "lucide-react";
import { useEffect } from "react";
import { errorText } from "@/api/problem";
import { Group } from "@/components/Group";
import { IconButton } from "@/components/IconButton";
import { Screen } from "@/components/Screen";
import { Bone } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { useT } from "@/lib/i18n";
import { useNotesT } from "@/lib/i18n/notes";
import { Editor } from "./Editor";
import { NoteSheet } from "./NoteSheet";
import { useNotesView } from "./store";
import { type OpenNote, useNote, useNoteId, useNoteTitle } from "./useNote";

type Props = {
  /** The note's id, or that of its making. */
  name: string;
  /** It has another name now: the server's. */
  onMoved: (name: string) => void;
  /** The note that began under this name is no more. */
  onGone: (began: string) => void;
  onOpen: (name: string) => void;
};

/** The open note as a page of its own. */
export function NoteAlone(props: Props) {
  const words = useNotesT();
  const note = useOpen(props);
  const { autosave } = note;
  return (
    <Screen
      untitled
      title={useNoteTitle(autosave) || words.note}
      back={{ href: "/notes/", label: words.title }}
      action={autosave && <Actions />}
    >
      <Inside note={note} {...props} />
    </Screen>
  );
}

/** The open note beside the others. */
export function NotePane(props: Props) {
  const note = useOpen(props);
  return <Inside note={note} actions={note.autosave && <Actions />} {...props} />;
}

function useOpen({ name, onMoved }: Props): OpenNote {
  const note = useNote(name);
  const id = useNoteId(note.autosave);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once it has an id, and this is still that note
  useEffect(() => {
    if (id !== null && note.autosave?.began === name && id !== name) onMoved(id);
  }, [id]);
  return note;
}

function Actions() {
  const words = useNotesT().editor;
  const begin = useNotesView((state) => state.begin);
  return <IconButton icon={Ellipsis} label={words.more} onClick={() => begin("menu")} />;
}

type InsideProps = Props & { note: OpenNote; actions?: React.ReactNode };

function Inside({ note, actions, onGone, onOpen }: InsideProps) {
  const { autosave } = note;
  if (!autosave) return <NotThere note={note} />;
  return (
    <>
      <Editor key={autosave.key} autosave={autosave} actions={actions} />
      <NoteSheet note={note} autosave={autosave} onGone={onGone} onOpen={onOpen} />
    </>
  );
}

function NotThere({ note }: { note: OpenNote }) {
  const t = useT();
  const words = useNotesT();
  return (
    <Group label={words.note}>
      {note.missing ? (
        <Notice icon={FileSearch} title={words.gone} text={words.goneText} />
      ) : note.error ? (
        <Failure icon={CircleAlert} text={errorText(note.error, t)} onRetry={note.refetch} />
      ) : (
        <div role="status" className="space-y-3 p-5">
          <span className="sr-only">{t.app.loading}</span>
          <Bone className="h-7 w-1/2" />
          <Bone className="h-4 w-full" />
          <Bone className="h-4 w-4/5" />
          <Bone className="h-4 w-11/12" />
        </div>
      )}
    </Group>
  );
}
