"use client";
import { type FocusEvent, type KeyboardEvent, type MouseEvent, memo, useRef, useState } from "react";
import type { Photo } from "@/api/types";
import { between, blocks, moved } from "./model";
import { usePictures } from "./pictures";
import { usePhotosView } from "./store";
import { Tile } from "./Tile";
import { useColumns, useNear } from "./useBrowser";

/** Beyond the screen, so that scrolling meets pictures; further away only the place is kept. */
const AHEAD = "1200px 0px";
/** Blocks that are there before anybody has looked where the screen is. */
const FIRST = 2;

export const tileId = (id: string): string => `photo-${id}`;

type GridProps = {
  label: string;
  photos: readonly Photo[];
  /** All that the keyboard walks through, of which `photos` are a part. */
  all: readonly Photo[];
  active: string | null;
  onActive: (id: string) => void;
  onOpen: (id: string) => void;
  /** It stands at the top of the page. */
  early?: boolean;
};

/** Which photo has the keyboard's attention in a page of grids: one stop for the tab key, arrows within. */
export function useActive(all: readonly Photo[]) {
  const [wanted, setActive] = useState<string | null>(null);
  const there = wanted !== null && all.some(({ id }) => id === wanted);
  return { active: there ? wanted : (all[0]?.id ?? null), setActive };
}

export function Grid({ label, photos, all, active, onActive, onOpen, early = false }: GridProps) {
  const columns = useColumns();
  const onKeyDown = (event: KeyboardEvent) => {
    const index = all.findIndex(({ id }) => id === active);
    const next = moved(event.key, index, columns, all.length);
    const photo = next === null ? undefined : all[next];
    if (!photo) return;
    event.preventDefault();
    onActive(photo.id);
    requestAnimationFrame(() => document.getElementById(tileId(photo.id))?.focus());
  };
  const onFocus = ({ target }: FocusEvent) => {
    const id = target.closest<HTMLElement>("[data-row]")?.dataset.row;
    if (id) onActive(id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside
    <div className="-mx-4 lg:mx-0" onKeyDown={onKeyDown} onFocus={onFocus}>
      {blocks(photos).map((block, index) => (
        <Block
          key={block[0]?.id}
          label={label}
          photos={block}
          all={all}
          columns={columns}
          active={block.some(({ id }) => id === active) ? active : null}
          early={early && index < FIRST}
          onActive={onActive}
          onOpen={onOpen}
        />
      ))}
    </div>
  );
}

type BlockProps = Omit<GridProps, "early"> & { columns: number; early: boolean };

/** Some rows of the grid: drawn while near the screen, else an empty place of the same height. */
const Block = memo(function Block(props: BlockProps) {
  const { photos, columns, active, early } = props;
  const ref = useRef<HTMLDivElement>(null);
  const near = useNear(ref, AHEAD, early);
  const holdsKeyboard = active !== null && document.activeElement?.id === tileId(active);
  return (
    <div ref={ref} style={{ aspectRatio: `${columns} / ${Math.ceil(photos.length / columns)}` }}>
      {(near || holdsKeyboard) && <Tiles {...props} />}
    </div>
  );
}, sameBlock);

/** The same photos in the same order are the same block, whatever list they were cut from. */
function sameBlock(a: BlockProps, b: BlockProps): boolean {
  return (
    a.columns === b.columns &&
    a.active === b.active &&
    a.onOpen === b.onOpen &&
    a.label === b.label &&
    a.photos.length === b.photos.length &&
    a.photos.every((photo, index) => photo === b.photos[index])
  );
}

function Tiles({ label, photos, all, columns, active, onActive, onOpen }: BlockProps) {
  const pictureOf = usePictures(photos, 512);
  const { selecting, chosen } = usePhotosView();
  const act = (event: MouseEvent, id: string) => {
    onActive(id);
    if (!selecting) return onOpen(id);
    const { last, choose, toggle } = usePhotosView.getState();
    if (event.shiftKey && last !== null) choose(between(all, last, id), !chosen.has(id));
    else toggle(id);
  };
  return (
    <ul
      aria-label={label}
      className="grid"
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {photos.map((photo) => (
        <Tile
          key={photo.id}
          photo={photo}
          url={pictureOf(photo.id)}
          selecting={selecting}
          chosen={chosen.has(photo.id)}
          active={photo.id === active}
          onAct={act}
        />
      ))}
    </ul>
  );
}
