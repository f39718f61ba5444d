"use client";
import { useRouter, useSearchParams } from "next/navigation";
import { lazy, type ReactNode, Suspense, useCallback, useEffect } from "react";
import { Button } from "@/components/Button";
import { Screen } from "@/components/Screen";
import { Segmented } from "@/components/Segmented";
import { VaultSections } from "@/components/VaultSections";
import { usePhotosT } from "@/lib/i18n/photos";
import { AlbumScreen } from "./AlbumScreen";
import { Albums, CreateAlbum } from "./Albums";
import { usePhoto, useTimeline } from "./queries";
import { SelectionBar } from "./SelectionBar";
import { usePhotosView } from "./store";
import { TaskSheet } from "./TaskSheet";
import { Timeline } from "./Timeline";

const Viewer = lazy(() => import("./Viewer"));

const PATH = "/photos/";
const albumPath = (id: string): string => `${PATH}?album=${encodeURIComponent(id)}`;
const photoPath = (id: string, album: string | null): string =>
  `${album ? `${albumPath(album)}&` : `${PATH}?`}id=${encodeURIComponent(id)}`;

/** Which part is shown is in the address, so that back leads where one came from. */
export function Photos() {
  const router = useRouter();
  const params = useSearchParams();
  const [album, id, view] = [params.get("album"), params.get("id"), params.get("view")];
  const select = usePhotosView((state) => state.select);
  const goTo = useCallback((path: string) => router.push(path, { scroll: false }), [router]);
  const onOpen = useCallback((photo: string) => goTo(photoPath(photo, album)), [goTo, album]);
  const onClose = () => router.replace(album ? albumPath(album) : PATH, { scroll: false });
  const onAlbum = (next: string) => router.push(albumPath(next));
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
        addressOf={(photo) => photoPath(photo, album)}
        onOpen={onOpen}
        onClose={onClose}
        onAdd={onAdd}
        onGone={() => router.replace(`${PATH}?view=albums`)}
        onAlbum={onAlbum}
      />
    );
  if (view === "albums")
    return (
      <Frame view="albums" action={<CreateAlbum />}>
        <Albums onOpen={onAlbum} />
        <TaskSheet photos={[]} album={null} onOpen={onAlbum} onGone={() => undefined} />
      </Frame>
    );
  return <All id={id} onOpen={onOpen} onClose={onClose} onAlbum={onAlbum} />;
}

type AllProps = {
  id: string | null;
  onOpen: (id: string) => void;
  onClose: () => void;
  onAlbum: (id: string) => void;
};

function All({ id, onOpen, onClose, onAlbum }: AllProps) {
  const words = usePhotosT();
  const list = useTimeline();
  const { selecting, select } = usePhotosView();
  const photos = list.photos ?? [];
  const listed = photos.some((photo) => photo.id === id);
  const alone = usePhoto(id !== null && list.photos !== undefined && !listed ? id : null);
  const shown = listed ? photos : alone.data ? [alone.data] : [];
  return (
    <Frame
      view="all"
      action={
        photos.length > 0 && (
          <Button look="plain" onClick={() => select(!selecting)}>
            {selecting ? words.done : words.select}
          </Button>
        )
      }
    >
      <Timeline list={list} onOpen={onOpen} />
      {selecting && <SelectionBar photos={photos} album={null} onAdded={onAlbum} />}
      <TaskSheet photos={photos} album={null} onOpen={onAlbum} onGone={() => undefined} />
      {id !== null && (shown.length > 0 || alone.data === null) && (
        <Suspense>
          <Viewer
            photos={shown}
            id={id}
            album={null}
            addressOf={(photo) => photoPath(photo, null)}
            onEnd={list.hasMore && !list.loadingMore ? list.loadMore : undefined}
            onClose={onClose}
          />
        </Suspense>
      )}
    </Frame>
  );
}

type FrameProps = { view: "all" | "albums"; action: ReactNode; children: ReactNode };

function Frame({ view, action, children }: FrameProps) {
  const words = usePhotosT();
  const router = useRouter();
  const options = (["all", "albums"] as const).map((value) => ({ value, label: words[value] }));
  return (
    <Screen title={words.title} action={action}>
      <VaultSections current="photos" />
      <div className="mb-5 lg:max-w-sm">
        <Segmented
          name="view"
          label={words.view}
          options={options}
          value={view}
          onChange={(next) =>
            router.replace(next === "all" ? PATH : `${PATH}?view=albums`, { scroll: false })
          }
        />
      </div>
      {children}
    </Screen>
  );
}
