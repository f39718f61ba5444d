"use client";
import {
  Archive,
  ArchiveRestore,
  Download,
  FolderPlus,
  Heart,
  HeartOff,
  ImageMinus,
  Trash2,
} from "lucide-react";
import { errorText } from "@/api/problem";
import type { Album, Photo } from "@/api/types";
import { Button } from "@/components/Button";
import { IconButton } from "@/components/IconButton";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { usePhotosT } from "@/lib/i18n/photos";
import { useFocusBack } from "@/lib/rowFocus";
import { useArchiving, useDownload, useStar, useTrash } from "./actions";
import { useAddItems, useRemoveItems } from "./albums";
import { usePhotosView } from "./store";

type Props = {
  photos: readonly Photo[];
  /** The album whose photos these are. */
  album: Album | null;
  onAdded: (album: string) => void;
};

/** What can be done with the chosen photos, within the thumb's reach. */
export function SelectionBar({ photos, album, onAdded }: Props) {
  const words = usePhotosT().choice;
  const { chosen, target } = usePhotosView();
  const these = photos.filter(({ id }) => chosen.has(id));
  const count = these.length;
  const bar = useFocusBack<HTMLElement>(these[0]?.id);
  return (
    <section
      ref={bar}
      aria-label={words.bar}
      className="fixed inset-x-0 bottom-[calc(var(--tabs)+var(--safe-bottom))] z-20 bg-bar shadow-[0_-0.5px_0_var(--separator)] backdrop-blur-xl backdrop-saturate-150 lg:start-64 lg:bottom-0"
    >
      <div className="mx-auto flex min-h-14 max-w-5xl items-center justify-between gap-2 px-4 lg:px-8">
        <p role="status" className="text-sub font-medium tabular-nums">
          {count === 0 ? words.empty : words.count(count)}
        </p>
        {target ? (
          <AddTo album={target} photos={these} onAdded={onAdded} />
        ) : (
          <Deeds photos={these} album={album} />
        )}
      </div>
    </section>
  );
}

function AddTo({
  album,
  photos,
  onAdded,
}: {
  album: Album;
  photos: readonly Photo[];
  onAdded: (id: string) => void;
}) {
  const t = useT();
  const words = usePhotosT();
  const select = usePhotosView((state) => state.select);
  const show = useToast((state) => state.show);
  const add = useAddItems();
  const go = () =>
    add.mutate(
      { album: album.id, ids: photos.map(({ id }) => id) },
      {
        onSuccess: () => {
          select(false);
          show(words.album.added(album.name));
          onAdded(album.id);
        },
        onError: (error) => show(errorText(error, t)),
      },
    );
  return (
    <Button busy={add.isPending} disabled={photos.length === 0} onClick={go}>
      {words.choice.addTo(album.name)}
    </Button>
  );
}

function Deeds({ photos, album }: { photos: readonly Photo[]; album: Album | null }) {
  const words = usePhotosT().choice;
  const { begin, select } = usePhotosView();
  const trash = useTrash();
  const star = useStar();
  const archive = useArchiving();
  const download = useDownload();
  const none = photos.length === 0;
  const starred = !none && photos.every((photo) => photo.favourite);
  const archived = !none && photos.every((photo) => photo.archived);
  const end = { onSuccess: () => select(false) };
  const [first] = photos;
  const save = () => {
    if (photos.length > 1 || !first) return begin("archive");
    download.mutate(first, end);
  };
  return (
    <div className="-me-2 flex">
      <IconButton icon={FolderPlus} label={words.add} disabled={none} onClick={() => begin("pick")} />
      {album && <TakeOut album={album} photos={photos} />}
      <IconButton
        icon={starred ? HeartOff : Heart}
        label={starred ? words.unstar : words.star}
        disabled={none || star.isPending}
        onClick={() => star.mutate(photos, end)}
      />
      {!album && ( // where a phone has no room for one more
        <IconButton
          icon={archived ? ArchiveRestore : Archive}
          label={archived ? words.unarchive : words.archive}
          disabled={none}
          onClick={() => {
            archive(photos);
            select(false);
          }}
        />
      )}
      <IconButton
        icon={Download}
        label={words.download}
        disabled={none || download.isPending}
        onClick={save}
      />
      <IconButton
        icon={Trash2}
        label={words.trash}
        disabled={none || trash.isPending}
        onClick={() => trash.mutate(photos, end)}
      />
    </div>
  );
}

/** Out of the album only, with the way back. */
function TakeOut({ album, photos }: { album: Album; photos: readonly Photo[] }) {
  const t = useT();
  const words = usePhotosT();
  const select = usePhotosView((state) => state.select);
  const show = useToast((state) => state.show);
  const add = useAddItems();
  const remove = useRemoveItems();
  const go = () => {
    const items = { album: album.id, ids: photos.map(({ id }) => id) };
    remove.mutate(items, {
      onSuccess: () => {
        remove.hide(items);
        select(false);
        show(words.album.takenOut(items.ids.length), {
          label: words.undo,
          run: () => void add.mutateAsync(items).catch((error) => show(errorText(error, t))),
        });
      },
      onError: (error) => show(errorText(error, t)),
    });
  };
  return (
    <IconButton
      icon={ImageMinus}
      label={words.choice.takeOut}
      disabled={photos.length === 0 || remove.isPending}
      onClick={go}
    />
  );
}
