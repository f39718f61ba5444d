/** The open note: what the server has of it, what this device has kept, and how the two go together. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import { meQuery } from "@/api/account";
import type { Node } from "@/api/types";
import { claimDevice, isClaimed } from "@/lib/deviceData";
import type { Autosave, View } from "./autosave";
import { onStored, versionOf } from "./calls";
import { theDesk, type Unsaved } from "./desk";
import { noteStored, useDocument } from "./queries";

export type OpenNote = {
  autosave: Autosave | null;
  node: Node | null;
  missing: boolean;
  error: unknown;
  refetch: () => void;
};

/** `name`: the id of the note, or that of its making while the server does not know it. */
export function useNote(name: string): OpenNote {
  const [opened, setAutosave] = useState<Autosave | null>(null);
  const [unknown, setUnknown] = useState(false);
  // The one that was open under another name says nothing of this note: neither its id nor its text.
  const autosave = opened && (opened.began === name || opened.note.id === name) ? opened : null;
  const id = useNoteId(autosave) ?? name;
  // What only this device knows cannot be asked for.
  const local = autosave !== null && autosave.note.id === null;
  const { data, error, refetch } = useDocument(id, !local && (autosave !== null || unknown));
  // Before anything is painted: no note shows under the address of another.
  const me = useQuery(meQuery()).data?.id;
  useLayoutEffect(() => {
    // After a session has ended, what is kept here is shown to nobody but its owner.
    if (!isClaimed()) {
      if (me === undefined) return;
      claimDevice(me);
    }
    const found = theDesk().open(name, data ? versionOf(data) : null);
    setAutosave(found);
    setUnknown(found === null);
  }, [name, data, me]);
  return {
    autosave,
    node: data?.node ?? null,
    missing: data === null && autosave === null,
    error,
    refetch: () => void refetch(),
  };
}

const never = () => () => undefined;

export const useNoteId = (autosave: Autosave | null): string | null =>
  useSyncExternalStore(
    autosave?.subscribe ?? never,
    () => autosave?.note.id ?? null,
    () => null,
  );

export const useView = (autosave: Autosave): View =>
  useSyncExternalStore(autosave.subscribe, autosave.snapshot, autosave.snapshot);

/** Lists and documents follow what is stored from here, also by an editor that is closed. Mounted once. */
export function useStored(): void {
  const client = useQueryClient();
  useEffect(() => onStored((document) => noteStored(client, document)), [client]);
}

const NONE: readonly Unsaved[] = [];
export const useUnsaved = (): readonly Unsaved[] =>
  useSyncExternalStore(theDesk().subscribe, theDesk().unsaved, () => NONE);

export const useNoteTitle = (autosave: Autosave | null): string =>
  useSyncExternalStore(
    autosave?.subscribe ?? never,
    () => autosave?.note.mine.title.trim() ?? "",
    () => "",
  );
