"use client";
import { Archive, Heart, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { Scope } from "@/api/vault";
import { Button } from "@/components/Button";
import { Group, Row } from "@/components/Group";
import { Screen } from "@/components/Screen";
import { Notice } from "@/components/State";
import { usePhotosT } from "@/lib/i18n/photos";
import { keepsFocus } from "@/lib/rowFocus";
import { GridList } from "./GridList";
import { ListViewer } from "./ListViewer";
import { useScoped } from "./queries";
import { SelectionBar } from "./SelectionBar";
import { usePhotosView } from "./store";
import { TaskSheet, type Zip } from "./TaskSheet";

/** Photos that belong together without an album. */
export const COLLECTIONS = ["favourites", "archive"] as const;
export type CollectionName = (typeof COLLECTIONS)[number];
export const collectionOf = (view: string | null): CollectionName | undefined =>
  COLLECTIONS.find((name) => name === view);

const facts: Record<CollectionName, { scope: Scope; icon: LucideIcon }> = {
  favourites: { scope: { favourite: true }, icon: Heart },
  archive: { scope: { archived: true }, icon: Archive },
};

type Props = {
  name: CollectionName;
  /** The photo that is looked at. */
  photo: string | null;
  addressOf: (photo: string | null) => string;
  onOpen: (photo: string) => void;
  onClose: () => void;
  onAlbum: (id: string) => void;
  archives: ReactNode;
  zip: Zip;
};

export function Collection(props: Props) {
  const { name, photo, addressOf, onOpen, onClose, onAlbum, archives, zip } = props;
  const words = usePhotosT();
  const { title, empty, emptyText } = words.collection[name];
  const { scope, icon } = facts[name];
  const list = useScoped(scope);
  const photos = list.photos ?? [];
  const { selecting, select } = usePhotosView();
  return (
    <Screen
      title={title}
      back={{ href: "/photos/?view=albums", label: words.albums }}
      action={
        photos.length > 0 && (
          <Button look="plain" onClick={() => select(!selecting)}>
            {selecting ? words.done : words.select}
          </Button>
        )
      }
    >
      {archives}
      <div ref={keepsFocus} className="outline-none">
        <GridList
          list={list}
          label={title}
          onOpen={onOpen}
          empty={<Notice icon={icon} title={empty} text={emptyText} />}
        />
      </div>
      {selecting && <SelectionBar photos={photos} album={null} onAdded={onAlbum} />}
      <TaskSheet photos={photos} album={null} zip={zip} onOpen={onAlbum} onGone={() => undefined} />
      {photo !== null && list.photos && (
        <ListViewer
          list={list}
          photos={list.photos}
          id={photo}
          album={null}
          addressOf={addressOf}
          onClose={onClose}
        />
      )}
    </Screen>
  );
}

/** The ways to them. */
export function Collections({ onOpen }: { onOpen: (name: CollectionName) => void }) {
  const words = usePhotosT().collection;
  return (
    <Group label={words.label} inset="icon">
      {COLLECTIONS.map((name) => {
        const { icon: Icon } = facts[name];
        return (
          <Row
            key={name}
            icon={<Icon aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
            label={words[name].title}
            onClick={() => onOpen(name)}
          />
        );
      })}
    </Group>
  );
}
