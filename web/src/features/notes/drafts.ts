/**
 * Unsaved text on this device, from the first key press until the server has acknowledged it.
 *
 * [Note: One draft per tab] Each tab writes its own draft of a note, so that two tabs without a network never overwrite each
 * other's words. Who opens a note takes over the newest draft; an older one is found the next time and then compared with what
 * the server has by then, as any other change. localStorage, because only a synchronous write is sure to be there after a kill.
 */
import { WORDS as PREFIX } from "@/lib/deviceData";
import type { Draft } from "./model";

export type { Draft } from "./model";

export type Kept = Draft & { at: number };
type Found = { key: string; draft: Kept };

/** `tab` names who writes; `now` in ms. */
export type Drafts = {
  /** False when the device has no room for it. */
  keep: (name: string, draft: Draft) => boolean;
  drop: (name: string) => void;
  /** The newest draft of a note; from now on it is this tab's. */
  take: (name: string) => Draft | null;
  /** All of them, the newest of each note. */
  list: () => Kept[];
};

/** Under which name a draft is kept: the note's id, or that of its making. */
export const nameOf = ({ id, clientId }: Pick<Draft, "id" | "clientId">): string => id ?? clientId;

const parse = (text: string | null): Kept | null => {
  try {
    const draft = JSON.parse(text ?? "null") as Kept | null;
    return draft && typeof draft.mine?.text === "string" && typeof draft.mine.title === "string"
      ? draft
      : null;
  } catch {
    return null;
  }
};

function found(storage: Storage, prefix: string): Found[] {
  return Object.keys(storage)
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => {
      const draft = parse(storage.getItem(key));
      return draft ? [{ key, draft }] : [];
    })
    .sort((a, b) => b.draft.at - a.draft.at);
}

export function createDrafts(storage: Storage, tab: string, now: () => number): Drafts {
  const keyOf = (name: string) => `${PREFIX}${name}/${tab}`;
  const keep = (name: string, draft: Draft): boolean => {
    try {
      storage.setItem(keyOf(name), JSON.stringify({ ...draft, at: now() } satisfies Kept));
      return true;
    } catch {
      return false;
    }
  };
  return {
    keep,
    drop: (name) => storage.removeItem(keyOf(name)),
    take: (name) => {
      const [newest] = found(storage, `${PREFIX}${name}/`);
      if (!newest) return null;
      const { at: _, ...draft } = newest.draft;
      if (newest.key !== keyOf(name) && keep(name, draft)) storage.removeItem(newest.key);
      return draft;
    },
    list: () => {
      const newest = new Map<string, Kept>();
      for (const { draft } of found(storage, PREFIX))
        if (!newest.has(nameOf(draft))) newest.set(nameOf(draft), draft);
      return [...newest.values()];
    },
  };
}

/** Cheap enough for every page: is there anything to bring to the server? */
export { hasWords as hasDrafts } from "@/lib/deviceData";
