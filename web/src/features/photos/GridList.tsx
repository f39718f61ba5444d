"use client";
import type { ReactNode } from "react";
import { Grid, useActive } from "./Grid";
import { PhotoList } from "./PhotoList";
import type { Photos } from "./queries";

type Props = {
  list: Photos;
  label: string;
  onOpen: (id: string) => void;
  /** Says that there is none, and what to do. */
  empty: ReactNode;
  after?: ReactNode;
};

/** Photos of a list that has an order of its own, without months. */
export function GridList({ list, label, onOpen, empty, after }: Props) {
  const photos = list.photos ?? [];
  const { active, setActive } = useActive(photos);
  return (
    <>
      <PhotoList list={list} label={label} empty={empty}>
        <Grid
          label={label}
          photos={photos}
          all={photos}
          active={active}
          onActive={setActive}
          onOpen={onOpen}
          early
        />
      </PhotoList>
      {photos.length > 0 && after}
    </>
  );
}
