"use client";
import { lazy, Suspense } from "react";
import type { Album, Photo } from "@/api/types";
import type { Photos } from "./queries";

const Viewer = lazy(() => import("./Viewer"));

type Props = {
  list: Photos;
  /** What is leafed through. */
  photos: readonly Photo[];
  id: string;
  album: Album | null;
  addressOf: (id: string) => string;
  onClose: () => void;
};

/** The photo that is looked at, and the list it stands in, which goes on while one leafs. */
export function ListViewer({ list, ...shown }: Props) {
  return (
    <Suspense>
      <Viewer
        {...shown}
        onEnd={list.hasMore && !list.loadingMore ? list.loadMore : undefined}
        whole={!list.hasMore}
      />
    </Suspense>
  );
}
