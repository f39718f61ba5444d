/** What can be done with photos, one or many. Each of many is a call of its own; what fails is counted, not hidden. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api";
import { done, unwrap } from "@/api/client";
import { setFavourite, setMark } from "@/api/favourite";
import { unlessGone } from "@/api/lists";
import { errorText } from "@/api/problem";
import type { Photo } from "@/api/types";
import { contentQuery } from "@/api/vault";
import { putNodes } from "@/api/vaultCache";
import { useToast } from "@/components/Toast";
import { followDownload } from "@/lib/download";
import { useT } from "@/lib/i18n";
import { usePhotosT } from "@/lib/i18n/photos";
import { turns } from "@/lib/turns";
import type { Change } from "./model";
import { follow } from "./queries";

/** Calls at once: as many as a browser opens to one host beside pictures. */
const AT_ONCE = 4;

export type Outcome<T> = { through: T[]; error: unknown; failed: number };

async function each<T, R>(all: readonly T[], call: (one: T) => Promise<R>): Promise<Outcome<R>> {
  const turn = turns(AT_ONCE);
  const { signal } = new AbortController();
  const ends = await Promise.allSettled(all.map((one) => turn(() => call(one), signal)));
  const failures = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
  return {
    through: ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : [])),
    error: failures[0] ?? null,
    failed: failures.length,
  };
}

const now = (node: Photo): Change => ({ node_id: node.id, rev: node.rev, node });
const gone = ({ id, rev }: Photo): Change => ({ node_id: id, rev: rev + 1, node: null });
const at = (node_id: string) => ({ params: { path: { node_id } } });

const trash = async (photo: Photo): Promise<Photo> => {
  await unlessGone(done(api.DELETE("/api/vault/nodes/{node_id}", at(photo.id))));
  return photo;
};

const restore = ({ id }: Photo): Promise<Photo> =>
  unwrap(api.POST("/api/vault/nodes/{node_id}/restore", at(id)));

/** Into the trash, with the way back. */
export function useTrash() {
  const t = useT();
  const words = usePhotosT();
  const client = useQueryClient();
  const show = useToast((state) => state.show);
  const undo = async (photos: readonly Photo[]) => {
    const { through, error } = await each(photos, restore);
    follow(client, through.map(now));
    show(error ? errorText(error, t) : words.restored(through.length));
  };
  return useMutation({
    mutationFn: (photos: readonly Photo[]) => each(photos, trash),
    onSuccess: ({ through, error, failed }) => {
      follow(client, through.map(gone));
      if (through.length === 0) return error && show(errorText(error, t));
      const text = [words.trashed(through.length), failed > 0 && words.failed(failed)]
        .filter(Boolean)
        .join(" ");
      show(text, { label: words.undo, run: () => void undo(through) });
    },
  });
}

/** All get the star, or all lose it when all have it. */
export function useStar() {
  const t = useT();
  const client = useQueryClient();
  const show = useToast((state) => state.show);
  return useMutation({
    mutationFn: (photos: readonly Photo[]) => {
      const favourite = !photos.every((photo) => photo.favourite);
      return each(
        photos.filter((photo) => photo.favourite !== favourite),
        async (photo): Promise<Photo> => ({
          ...photo,
          ...(await setFavourite(photo.id, photo.rev, favourite)),
        }),
      );
    },
    onSuccess: ({ through, error }) => {
      follow(client, through.map(now));
      if (error) show(errorText(error, t));
    },
  });
}

/**
 * Out of the timeline, or back into it when all of them are archived. It shows at once, is taken back where the server
 * refuses, and can be undone.
 */
export function useArchiving() {
  const t = useT();
  const words = usePhotosT();
  const client = useQueryClient();
  const show = useToast((state) => state.show);
  const set = async (photos: readonly Photo[], archived: boolean): Promise<Photo[]> => {
    putNodes(
      client,
      photos.map((photo) => ({ ...photo, archived })),
    );
    const { through, error } = await each(
      photos,
      async (photo): Promise<Photo> => ({ ...photo, ...(await setMark(photo.id, photo.rev, { archived })) }),
    );
    const ids = new Set(through.map(({ id }) => id));
    putNodes(
      client,
      photos.filter(({ id }) => !ids.has(id)),
    );
    follow(client, through.map(now));
    if (error) show(errorText(error, t));
    return through;
  };
  return (photos: readonly Photo[]): void => {
    const archived = !photos.every((photo) => photo.archived);
    const these = photos.filter((photo) => photo.archived !== archived);
    const work = set(these, archived);
    const undo = async () => {
      const back = await set(await work, !archived);
      if (back.length > 0) show((archived ? words.unarchived : words.archived)(back.length));
    };
    show((archived ? words.archived : words.unarchived)(these.length), {
      label: words.undo,
      run: () => void undo(),
    });
  };
}

/** One photo as it is. */
export function useDownload() {
  const client = useQueryClient();
  const t = useT();
  const show = useToast((state) => state.show);
  return useMutation({
    mutationFn: async ({ id, name }: Photo) => {
      const { url } = await client.fetchQuery(contentQuery(id, "download"));
      followDownload(url, name);
    },
    onError: (error) => show(errorText(error, t)),
  });
}
