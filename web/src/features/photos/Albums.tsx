"use client";
import { CircleAlert, Images, Plus } from "lucide-react";
import { errorText } from "@/api/problem";
import { useThumbnails } from "@/api/thumbnails";
import type { Album } from "@/api/types";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { Failure, Notice } from "@/components/State";
import { Thumb } from "@/components/Thumb";
import { useT } from "@/lib/i18n";
import { usePhotosT } from "@/lib/i18n/photos";
import { useAlbums } from "./albums";
import { GridSkeleton } from "./PhotoList";
import { usePhotosView } from "./store";

export function CreateAlbum() {
  const words = usePhotosT().album;
  const begin = usePhotosView((state) => state.begin);
  return (
    <Button
      look="soft"
      icon={<Plus aria-hidden="true" size={20} strokeWidth={2} />}
      onClick={() => begin("create")}
    >
      {words.create}
    </Button>
  );
}

/** All albums with their covers. */
export function Albums({ onOpen }: { onOpen: (id: string) => void }) {
  const t = useT();
  const words = usePhotosT();
  const list = useAlbums();
  const covers = useThumbnails(
    (list.data ?? []).flatMap(({ cover_node_id }) => (cover_node_id ? [cover_node_id] : [])),
    512,
  );
  if (list.data && list.data.length > 0)
    return (
      <ul
        aria-label={words.albums}
        className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-3 lg:grid-cols-4"
      >
        {list.data.map((album) => (
          <AlbumCard
            key={album.id}
            album={album}
            url={covers.get(album.cover_node_id ?? "")}
            onOpen={() => onOpen(album.id)}
          />
        ))}
      </ul>
    );
  if (!list.data && !list.error) return <GridSkeleton />;
  return (
    <Group label={words.albums}>
      {list.data ? (
        <Notice
          icon={Images}
          title={words.album.empty}
          text={words.album.emptyText}
          action={<CreateAlbum />}
        />
      ) : (
        <Failure icon={CircleAlert} text={errorText(list.error, t)} onRetry={() => void list.refetch()} />
      )}
    </Group>
  );
}

function AlbumCard({ album, url, onOpen }: { album: Album; url: string | undefined; onOpen: () => void }) {
  const words = usePhotosT().album;
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="block w-full rounded-card text-start transition-opacity duration-200 active:opacity-70"
      >
        <Thumb
          url={url}
          alt=""
          fallback={<Images aria-hidden="true" size={40} strokeWidth={1.25} className="text-label-2" />}
          className="aspect-square w-full rounded-card bg-fill"
        />
        <span className="mt-2 block truncate text-body font-medium">{album.name}</span>
        <span className="block text-foot text-label-2 tabular-nums">{words.count(album.count)}</span>
      </button>
    </li>
  );
}
