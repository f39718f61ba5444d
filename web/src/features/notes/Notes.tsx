"use client";
import { NotebookPen, SquarePen } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { Button } from "@/components/Button";
import { IconButton } from "@/components/IconButton";
import { Screen } from "@/components/Screen";
import { Notice } from "@/components/State";
import { VaultSections } from "@/components/VaultSections";
import { useWide } from "@/lib/browser";
import { useNotesT } from "@/lib/i18n/notes";
import { theDesk } from "./desk";
import { NoteList } from "./NoteList";
import { NoteAlone, NotePane } from "./NoteScreen";
import { useNotesView } from "./store";
import { useStored } from "./useNote";

const addressOf = (name: string): string => `/notes/?id=${encodeURIComponent(name)}`;

/** All notes, and the open one (?id=): a page of its own on a phone, beside the others where there is room. */
export function Notes() {
  const words = useNotesT();
  const router = useRouter();
  const wide = useWide();
  const name = useSearchParams().get("id");
  const end = useNotesView((state) => state.end);
  useStored();
  useEffect(() => void theDesk().bring(), []);
  // The server's name of a new note is no other note.
  const shown = name && (theDesk().find(name)?.began ?? name);
  const here = useRef<string | null>(null);
  useEffect(() => {
    here.current = shown;
    return () => {
      here.current = null;
      end(); // another note, no sheet
    };
  }, [shown, end]);
  const open = (next: string) => router.push(addressOf(next), { scroll: false });
  const create = () => open(theDesk().begin().note.clientId);
  const at = {
    onMoved: (next: string) => router.replace(addressOf(next), { scroll: false }),
    // An answer may come when something else is open, which stays.
    onGone: (began: string) => {
      if (began !== here.current) return;
      end();
      router.replace("/notes/", { scroll: false });
    },
    onOpen: open,
  };
  if (!wide && name !== null) return <NoteAlone name={name} {...at} />;
  return (
    <Screen
      title={words.title}
      action={<IconButton icon={SquarePen} label={words.create} onClick={create} />}
    >
      <VaultSections current="notes" />
      <div className="lg:grid lg:grid-cols-[19rem_minmax(0,1fr)] lg:items-start lg:gap-8">
        <NoteList selected={name} onOpen={open} onGone={at.onGone} onCreate={create} />
        {wide && (
          <section aria-label={words.note} className="sticky top-20 min-w-0">
            {name === null ? <Pick onCreate={create} /> : <NotePane name={name} {...at} />}
          </section>
        )}
      </div>
    </Screen>
  );
}

function Pick({ onCreate }: { onCreate: () => void }) {
  const words = useNotesT();
  return (
    <Notice
      icon={NotebookPen}
      title={words.pick}
      action={
        <Button look="soft" onClick={onCreate}>
          {words.create}
        </Button>
      }
    />
  );
}
