"use client";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { errorText } from "@/api/problem";
import { Group } from "@/components/Group";
import { Failure } from "@/components/State";
import { useT } from "@/lib/i18n";
import { Grid, useActive } from "./Grid";
import type { Photos } from "./queries";
import { GridSkeleton, MorePhotos } from "./Timeline";

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
  const t = useT();
  const photos = list.photos ?? [];
  const { active, setActive } = useActive(photos);
  if (list.photos === undefined)
    return list.error ? (
      <Group label={label}>
        <Failure icon={CircleAlert} text={errorText(list.error, t)} onRetry={list.retry} />
      </Group>
    ) : (
      <GridSkeleton />
    );
  // A page may be empty and yet not the last one.
  if (photos.length === 0)
    return list.hasMore ? (
      <>
        {!list.moreFailed && <GridSkeleton />}
        <MorePhotos list={list} />
      </>
    ) : (
      <Group label={label}>{empty}</Group>
    );
  return (
    <>
      <Grid
        label={label}
        photos={photos}
        all={photos}
        active={active}
        onActive={setActive}
        onOpen={onOpen}
        early
      />
      <MorePhotos list={list} />
      {after}
    </>
  );
}
