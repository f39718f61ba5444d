"use client";
import { type ComponentType, lazy, type ReactNode, Suspense, useRef } from "react";
import type { Album, NewArchive, Photo } from "@/api/types";
import { Sheet } from "@/components/Sheet";
import { SkeletonRows } from "@/components/Skeleton";
import { useT } from "@/lib/i18n";
import { type PhotosTexts, usePhotosT } from "@/lib/i18n/photos";
import { type Task, usePhotosView } from "./store";

export type TaskProps = {
  /** The photos it is about. */
  chosen: readonly Photo[];
  album: Album | null;
  onDone: () => void;
  onOpen: (album: string) => void;
  onGone: () => void;
};
/** Makes a ZIP as soon as it is shown. */
export type Zip = (wish: NewArchive, onBegun: () => void) => ReactNode;

const parts: Record<Exclude<Task, "archive">, ComponentType<TaskProps>> = {
  pick: lazy(() => import("./PickAlbum")),
  create: lazy(() => import("./AlbumTasks").then(({ NewAlbum }) => ({ default: NewAlbum }))),
  rename: lazy(() => import("./AlbumTasks").then(({ AlbumMenu }) => ({ default: AlbumMenu }))),
  remove: lazy(() => import("./AlbumTasks").then(({ RemoveAlbum }) => ({ default: RemoveAlbum }))),
};

const titleOf = (task: Task, album: Album | null, words: PhotosTexts): string => {
  if (task === "pick") return words.album.pick;
  if (task === "create") return words.album.create;
  if (task === "rename") return words.album.more;
  return task === "remove" ? words.album.removeTitle(album?.name ?? "") : words.archive.title;
};

type Props = Pick<TaskProps, "album" | "onOpen" | "onGone"> & { photos: readonly Photo[]; zip: Zip };

/** The one sheet of the screen; it keeps its content while it leaves. */
export function TaskSheet({ photos, album, zip, onOpen, onGone }: Props) {
  const t = useT();
  const words = usePhotosT();
  const { task, turn, chosen, end, select } = usePhotosView();
  const last = useRef<Task | null>(task);
  const kept = useRef(album);
  if (task) last.current = task;
  if (album) kept.current = album;
  const shown = last.current;
  const Part = shown && shown !== "archive" && parts[shown];
  const these = photos.filter(({ id }) => chosen.has(id));
  return (
    <Sheet
      open={task !== null}
      title={shown ? titleOf(shown, kept.current, words) : ""}
      closeLabel={t.action.close}
      onClose={end}
    >
      {shown === "archive" && (
        <Suspense key={turn} fallback={<SkeletonRows count={3} />}>
          {zip({ node_ids: these.map(({ id }) => id) }, () => select(false))}
        </Suspense>
      )}
      {Part && (
        <Suspense fallback={<SkeletonRows count={3} />}>
          <Part key={turn} chosen={these} album={kept.current} onDone={end} onOpen={onOpen} onGone={onGone} />
        </Suspense>
      )}
    </Sheet>
  );
}
