"use client";
import { useQuery } from "@tanstack/react-query";
import { ImageMinus, Star } from "lucide-react";
import { errorText } from "@/api/problem";
import type { Album, Photo } from "@/api/types";
import { linkQuery } from "@/api/vault";
import { FormError } from "@/components/Form";
import { Group, Row } from "@/components/Group";
import { OpenLink } from "@/components/OpenLink";
import { useToast } from "@/components/Toast";
import { formatBytes, formatMoment } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { type PhotosTexts, usePhotosT } from "@/lib/i18n/photos";
import type { Language } from "@/lib/preferences";
import { formatTaken } from "@/lib/taken";
import { useAddItems, useChangeAlbum, useRemoveItems } from "./albums";

const factsOf = (photo: Photo, words: PhotosTexts["info"], language: Language): [string, string][] => {
  const { picture, date_source, taken_at } = photo;
  return [
    [words.name, photo.name],
    ...(taken_at ? [[words.taken, formatTaken(photo, language)] as [string, string]] : []),
    ...(date_source ? [[words.source, words.sources[date_source]] as [string, string]] : []),
    [words.size, formatBytes(photo.size, language)],
    ...(picture?.width && picture.height
      ? [[words.pixels, `${picture.width} × ${picture.height}`] as [string, string]]
      : []),
    [words.stored, formatMoment(photo.created_at, language)],
  ];
};

/** What is known of the photo, where it can be had as it is, and what it is to its album. */
export function ViewerInfo({
  photo,
  album,
  onDone,
}: {
  photo: Photo;
  album: Album | null;
  onDone: () => void;
}) {
  const words = usePhotosT();
  const language = useLanguage();
  return (
    <section
      aria-label={words.viewer.info}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
      tabIndex={0}
      className="mx-auto max-h-[50dvh] w-full max-w-2xl animate-rise overflow-auto rounded-t-sheet bg-bg px-4 pt-4"
    >
      <dl className="mb-4 rounded-card bg-card">
        {factsOf(photo, words.info, language).map(([name, value]) => (
          <div
            key={name}
            className="hairline flex min-h-11 items-baseline justify-between gap-4 px-4 py-2.5 text-sub"
          >
            <dt className="shrink-0">{name}</dt>
            <dd className="min-w-0 text-end break-all text-label-2 tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <Original photo={photo} />
      {album && <InAlbum photo={photo} album={album} onDone={onDone} />}
    </section>
  );
}

function Original({ photo }: { photo: Photo }) {
  const t = useT();
  const words = usePhotosT().viewer;
  const { data, error } = useQuery(linkQuery(photo.id));
  return (
    <div className="mb-4">
      {error ? (
        <FormError text={errorText(error, t)} />
      ) : (
        <OpenLink url={data?.url} look="soft" label={words.open} />
      )}
    </div>
  );
}

function InAlbum({ photo, album, onDone }: { photo: Photo; album: Album; onDone: () => void }) {
  const t = useT();
  const words = usePhotosT();
  const show = useToast((state) => state.show);
  const change = useChangeAlbum(album);
  const remove = useRemoveItems();
  const add = useAddItems();
  const onError = (error: unknown) => show(errorText(error, t));
  const cover = () =>
    change.mutate({ cover_node_id: photo.id }, { onSuccess: () => show(words.album.covered), onError });
  const items = { album: album.id, ids: [photo.id] };
  const takeOut = () =>
    remove.mutate(items, {
      onSuccess: () => {
        onDone();
        show(words.album.takenOut(1), {
          label: words.undo,
          run: () => void add.mutateAsync(items).catch(onError),
        });
        remove.hide(items);
      },
      onError,
    });
  const icon = { "aria-hidden": true, size: 22, strokeWidth: 1.5 } as const;
  return (
    <Group label={album.name} inset="icon">
      <Row
        icon={<Star {...icon} />}
        label={words.album.cover}
        busy={change.isPending || album.cover_node_id === photo.id}
        onClick={cover}
      />
      <Row
        icon={<ImageMinus {...icon} />}
        label={words.choice.takeOut}
        busy={remove.isPending}
        onClick={takeOut}
      />
    </Group>
  );
}
