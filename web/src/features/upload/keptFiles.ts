/** Copies of picked files in the browser's own storage (OPFS), written by the hash worker: they outlive the page, a picked file does not. */
import { UPLOADS_FOLDER } from "@/lib/localUploads";

/** Larger ones would fill the device; they are chosen again instead. */
const MAX_KEPT_BYTES = 50 * 1024 * 1024;
/** Left to everything else in this browser. */
const RESERVE_BYTES = 200 * 1024 * 1024;

export type KeptFiles = {
  /** Whether a copy of so many bytes may be made. */
  hasRoom: (size: number) => Promise<boolean>;
  open: (name: string) => Promise<File | undefined>;
  remove: (names: readonly string[]) => Promise<void>;
  names: () => Promise<string[]>;
};

const folder = async (): Promise<FileSystemDirectoryHandle> =>
  (await navigator.storage.getDirectory()).getDirectoryHandle(UPLOADS_FOLDER);

export const keptFiles: KeptFiles = {
  hasRoom: async (size) => {
    if (size > MAX_KEPT_BYTES) return false;
    try {
      const { quota = 0, usage = 0 } = await navigator.storage.estimate();
      return quota - usage > size + RESERVE_BYTES;
    } catch {
      return false;
    }
  },
  open: async (name) => {
    try {
      return await (await (await folder()).getFileHandle(name)).getFile();
    } catch {
      return undefined;
    }
  },
  remove: async (names) => {
    try {
      const opened = await folder();
      await Promise.allSettled(names.map((name) => opened.removeEntry(name)));
    } catch {
      // there is no such folder: nothing was kept
    }
  },
  names: async () => {
    try {
      const names: string[] = [];
      for await (const name of (await folder()).keys()) names.push(name);
      return names;
    } catch {
      return [];
    }
  },
};
