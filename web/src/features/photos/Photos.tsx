"use client";
import { useRouter, useSearchParams } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useRef } from "react";
import type { Photo } from "@/api/types";
import { Button, buttonClass } from "@/components/Button";
import { Link } from "@/components/Link";
import { Screen } from "@/components/Screen";
import { VaultSections } from "@/components/VaultSections";
import { cx } from "@/lib/cx";
import { usePhotosT } from "@/lib/i18n/photos";
import { keepsFocus } from "@/lib/rowFocus";
import { AlbumScreen } from "./AlbumScreen";
import { Albums, CreateAlbum } from "./Albums";
import { Collection, Collections, collectionOf } from "./Collection";
import { ListViewer } from "./ListViewer";
import { type Photos as List, usePhoto, useTimeline } from "./queries";
import { SelectionBar } from "./SelectionBar";
import { usePhotosView } from "./store";
import { TaskSheet, type Zip } from "./TaskSheet";
import { Timeline } from "./Timeline";

const PATH = "/photos/";
type Place = { album?: string | null; view?: string | null; id?: string | null };
const addressOf = (place: Place): string => {
  const query = new URLSearchParams(Object.entries(place).filter((one): one is [string, string] => !!one[1]));
  return query.size > 0 ? `${PATH}?${query}` : PATH;
};

type Props = {
  uploadButton: ReactNode;
  emptyAction: ReactNode;
  uploads: ReactNode;
  /** The ZIPs that were asked for. */
  archives: ReactNode;
  zip: Zip;
};

/** Which part is shown is in the address, so that back leads where one came from. */
export function Photos(parts: Props) {
  const words = usePhotosT();
  const router = useRouter();
  const params = useSearchParams();
  const [album, id, view] = [params.get("album"), params.get("id"), params.get("view")];
  const select = usePhotosView((state) => state.select);
  const goTo = useCallback((path: string) => router.push(path, { scroll: false }), [router]);
  const collection = collectionOf(view);
  const pathTo = useCallback(
    (photo: string | null) => addressOf({ album, view: collection ?? null, id: photo }),
    [album, collection],
  );
  const onOpen = useCallback((photo: string) => goTo(pathTo(photo)), [goTo, pathTo]);
  const onClose = () => router.replace(pathTo(null), { scroll: false });
  const onAlbum = (next: string) => router.push(addressOf({ album: next }));
  const onAdd = () => router.push(PATH);
  useEffect(() => {
    // Choosing ends where its photos end; but not on the way to the timeline, to choose for an album.
    const forAlbum = usePhotosView.getState().target !== null && album === null && view === null;
    if (!forAlbum) select(false);
  }, [album, view, select]);
  useEffect(() => () => select(false), [select]);
  if (album !== null)
    return (
      <AlbumScreen
        id={album}
        photo={id}
        addressOf={pathTo}
        onOpen={onOpen}
        onClose={onClose}
        onAdd={onAdd}
        onGone={() => router.replace(`${PATH}?view=albums`)}
        onAlbum={onAlbum}
        archives={parts.archives}
        zip={parts.zip}
      />
    );
  const does = { onOpen, onClose, onAlbum };
  if (collection)
    return (
      <Collection
        key={collection}
        name={collection}
        photo={id}
        addressOf={pathTo}
        archives={parts.archives}
        zip={parts.zip}
        {...does}
      />
    );
  if (view === "albums")
    return (
      <Screen title={words.albums} back={{ href: PATH, label: words.title }} action={<CreateAlbum />}>
        <Collections onOpen={(name) => router.push(addressOf({ view: name }))} />
        <Albums onOpen={onAlbum} />
        <TaskSheet photos={[]} album={null} zip={parts.zip} onOpen={onAlbum} onGone={() => undefined} />
      </Screen>
    );
  return <All id={id} addressOf={pathTo} {...does} {...parts} />;
}

type AllProps = Props & {
  id: string | null;
  addressOf: (id: string) => string;
  onOpen: (id: string) => void;
  onClose: () => void;
  onAlbum: (id: string) => void;
};

function All({ id, addressOf, onOpen, onClose, onAlbum, ...parts }: AllProps) {
  const words = usePhotosT();
  const list = useTimeline();
  const { selecting, select } = usePhotosView();
  const photos = list.photos ?? [];
  const { shown, missing } = useShown(id, list);
  return (
    <Screen
      title={words.title}
      action={
        <>
          <Link href={`${PATH}?view=albums`} className={buttonClass("plain", false)}>
            {words.albums}
          </Link>
          {photos.length > 0 && (
            <Button look="plain" onClick={() => select(!selecting)}>
              {selecting ? words.done : words.select}
            </Button>
          )}
          {!selecting && parts.uploadButton}
        </>
      }
    >
      <VaultSections current="photos" />
      {parts.archives}
      <div className="peer">{parts.uploads}</div>
      {/* What is on its way says enough while nothing is here yet. */}
      <div
        ref={keepsFocus}
        className={cx("outline-none", list.photos?.length === 0 && !list.hasMore && "peer-not-empty:hidden")}
      >
        <Timeline list={list} onOpen={onOpen} emptyAction={parts.emptyAction} />
      </div>
      {selecting && <SelectionBar photos={photos} album={null} onAdded={onAlbum} />}
      <TaskSheet photos={photos} album={null} zip={parts.zip} onOpen={onAlbum} onGone={() => undefined} />
      {id !== null && (shown.length > 0 || missing) && (
        <ListViewer list={list} photos={shown} id={id} album={null} addressOf={addressOf} onClose={onClose} />
      )}
    </Screen>
  );
}

/** What is leafed through: the timeline, or a photo alone that it has not loaded. */
function useShown(id: string | null, list: List): { shown: readonly Photo[]; missing: boolean } {
  const photos = list.photos ?? [];
  const listed = photos.some((photo) => photo.id === id);
  // One that goes to the trash while it is looked at leaves its place to the next one.
  const within = useRef(false);
  within.current = id !== null && (listed || within.current);
  const alone = usePhoto(id !== null && list.photos !== undefined && !within.current ? id : null).data;
  if (within.current) return { shown: photos, missing: photos.length === 0 };
  return { shown: alone ? [alone] : [], missing: alone === null };
}
