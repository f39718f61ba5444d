"use client";
import { Ellipsis, FileSearch, Images } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { IconButton } from "@/components/IconButton";
import { Screen } from "@/components/Screen";
import { Notice } from "@/components/State";
import { usePhotosT } from "@/lib/i18n/photos";
import { keepsFocus } from "@/lib/rowFocus";
import { useAlbum, useAlbumPhotos } from "./albums";
import { GridList } from "./GridList";
import { ListViewer } from "./ListViewer";
import type { Photos } from "./queries";
import { SelectionBar } from "./SelectionBar";
import { usePhotosView } from "./store";
import { TaskSheet, type Zip } from "./TaskSheet";

type Props = {
  id: string;
  /** The photo that is looked at. */
  photo: string | null;
  addressOf: (photo: string) => string;
  onOpen: (photo: string) => void;
  onClose: () => void;
  /** To the timeline, to choose photos for this album. */
  onAdd: () => void;
  onGone: () => void;
  onAlbum: (id: string) => void;
  archives: ReactNode;
  zip: Zip;
};

/** One album and its photos. */
export function AlbumScreen(props: Props) {
  const { id, photo, addressOf, onOpen, onClose, onAdd, onGone, onAlbum } = props;
  const words = usePhotosT();
  const album = useAlbum(id);
  const list = useAlbumPhotos(id);
  const photos = list.photos ?? [];
  const { selecting, select } = usePhotosView();
  const add = () => {
    select(true, album.data);
    onAdd();
  };
  return (
    <Screen
      title={album.data?.name ?? words.albums}
      back={{ href: "/photos/?view=albums", label: words.albums }}
      action={album.data && <Actions count={photos.length} />}
    >
      {props.archives}
      {album.data === null ? (
        <Group label={words.albums}>
          <Notice icon={FileSearch} title={words.album.gone} />
        </Group>
      ) : (
        <div ref={keepsFocus} className="outline-none">
          <Items list={list} label={album.data?.name ?? words.albums} onOpen={onOpen} onAdd={add} />
        </div>
      )}
      {selecting && album.data && <SelectionBar photos={photos} album={album.data} onAdded={onAlbum} />}
      <TaskSheet
        photos={photos}
        album={album.data ?? null}
        zip={props.zip}
        onOpen={onAlbum}
        onGone={onGone}
      />
      {photo !== null && list.photos && (
        <ListViewer
          list={list}
          photos={list.photos}
          id={photo}
          album={album.data ?? null}
          addressOf={addressOf}
          onClose={onClose}
        />
      )}
    </Screen>
  );
}

function Actions({ count }: { count: number }) {
  const words = usePhotosT();
  const { selecting, select, begin } = usePhotosView();
  return (
    <div className="flex items-center">
      {count > 0 && (
        <Button look="plain" onClick={() => select(!selecting)}>
          {selecting ? words.done : words.select}
        </Button>
      )}
      {!selecting && <IconButton icon={Ellipsis} label={words.album.more} onClick={() => begin("rename")} />}
    </div>
  );
}

type ItemsProps = { list: Photos; label: string; onOpen: (id: string) => void; onAdd: () => void };

function Items({ list, label, onOpen, onAdd }: ItemsProps) {
  const words = usePhotosT().album;
  const selecting = usePhotosView((state) => state.selecting);
  const add = (
    <Button look="soft" onClick={onAdd}>
      {words.addPhotos}
    </Button>
  );
  return (
    <GridList
      list={list}
      label={label}
      onOpen={onOpen}
      empty={<Notice icon={Images} title={words.noItems} text={words.noItemsText} action={add} />}
      after={!selecting && <div className="mt-5 flex justify-center">{add}</div>}
    />
  );
}
