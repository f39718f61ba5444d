"use client";
import { type ComponentType, lazy, Suspense, useRef } from "react";
import type { Album, Photo } from "@/api/types";
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

const parts: Record<Task, ComponentType<TaskProps>> = {
  pick: lazy(() => import("./PickAlbum")),
  create: lazy(() => import("./AlbumTasks").then(({ NewAlbum }) => ({ default: NewAlbum }))),
  rename: lazy(() => import("./AlbumTasks").then(({ AlbumMenu }) => ({ default: AlbumMenu }))),
  remove: lazy(() => import("./AlbumTasks").then(({ RemoveAlbum }) => ({ default: RemoveAlbum }))),
  archive: lazy(() => import("./ArchiveTask")),
};

const titleOf = (task: Task, album: Album | null, words: PhotosTexts): string => {
  if (task === "pick") return words.album.pick;
  if (task === "create") return words.album.create;
  if (task === "rename") return words.album.more;
  return task === "remove" ? words.album.removeTitle(album?.name ?? "") : words.archive.title;
};

type Props = Pick<TaskProps, "album" | "onOpen" | "onGone"> & { photos: readonly Photo[] };

/** The one sheet of the screen; it keeps its content while it leaves. */
export function TaskSheet({ photos, album, onOpen, onGone }: Props) {
  const t = useT();
  const words = usePhotosT();
  const { task, turn, chosen, end } = usePhotosView();
  const last = useRef<Task | null>(task);
  const kept = useRef(album);
  if (task) last.current = task;
  if (album) kept.current = album;
  const shown = last.current;
  const Part = shown && parts[shown];
  return (
    <Sheet
      open={task !== null}
      title={shown ? titleOf(shown, kept.current, words) : ""}
      closeLabel={t.action.close}
      onClose={end}
    >
      {Part && (
        <Suspense fallback={<SkeletonRows count={3} />}>
          <Part
            key={turn}
            chosen={photos.filter(({ id }) => chosen.has(id))}
            album={kept.current}
            onDone={end}
            onOpen={onOpen}
            onGone={onGone}
          />
        </Suspense>
      )}
    </Sheet>
  );
}
