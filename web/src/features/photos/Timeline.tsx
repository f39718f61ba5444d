"use client";
import { CircleAlert, Images, WifiOff } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { errorText } from "@/api/problem";
import type { Photo } from "@/api/types";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { Bone } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { useLanguage, useT } from "@/lib/i18n";
import { usePhotosT } from "@/lib/i18n/photos";
import { Grid, useActive } from "./Grid";
import { formatMonth, type Section, sections } from "./model";
import type { Photos } from "./queries";
import { usePhotosView } from "./store";
import { useNear } from "./useBrowser";

const NONE: readonly Photo[] = [];

type TimelineProps = {
  list: Photos;
  onOpen: (id: string) => void;
  /** What there is to do while nothing is here yet. */
  emptyAction: ReactNode;
};

/** Every photo by the month it was taken in, the newest first. */
export function Timeline({ list, onOpen, emptyAction }: TimelineProps) {
  const t = useT();
  const words = usePhotosT();
  const photos = list.photos ?? NONE;
  const months = useMemo(() => sections(photos), [photos]);
  const walk = useMemo(() => months.flatMap((section) => section.photos), [months]);
  const { active, setActive } = useActive(walk);
  if (list.photos === undefined)
    return list.error ? (
      <Group label={words.title}>
        <Failure icon={CircleAlert} text={errorText(list.error, t)} onRetry={list.retry} />
      </Group>
    ) : (
      <GridSkeleton />
    );
  if (photos.length === 0)
    return (
      <Group label={words.title}>
        <Notice icon={Images} title={words.empty} text={words.emptyText} action={emptyAction} />
      </Group>
    );
  return (
    <>
      {list.seen && (
        <p role="status" className="mb-4 flex items-center gap-2 text-foot text-label-2">
          <WifiOff aria-hidden="true" size={16} strokeWidth={1.5} className="shrink-0" />
          {words.seen}
        </p>
      )}
      {months.map((section, index) => (
        <Month key={section.month} section={section}>
          {(label) => (
            <Grid
              label={label}
              photos={section.photos}
              all={walk}
              active={active}
              onActive={setActive}
              onOpen={onOpen}
              early={index < 2}
            />
          )}
        </Month>
      ))}
      <MorePhotos list={list} />
    </>
  );
}

/** Pages follow each other for as long as the end is near; the button is for keyboards and after an error. */
export function MorePhotos({ list }: { list: Photos }) {
  const t = useT();
  const ref = useRef<HTMLDivElement>(null);
  const near = useNear(ref, "2000px 0px", false);
  const { hasMore, loadingMore, moreFailed, loadMore, photos } = list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page that has come, while near
  useEffect(() => {
    if (near && hasMore && !loadingMore && !moreFailed) loadMore();
  }, [near, hasMore, loadingMore, photos?.length]);
  return (
    <div ref={ref} className="flex min-h-px justify-center pb-4">
      {hasMore && (
        <Button look="plain" busy={loadingMore} onClick={loadMore}>
          {moreFailed ? t.action.retry : t.action.more}
        </Button>
      )}
    </div>
  );
}

type MonthProps = { section: Section; children: (label: string) => ReactNode };

function Month({ section, children }: MonthProps) {
  const language = useLanguage();
  const name = formatMonth(section.month, language);
  return (
    <section aria-label={name} className="mb-6">
      <div className="mb-1 flex min-h-11 items-center justify-between gap-3">
        <h2 className="text-title font-bold tracking-tight">{name}</h2>
        <WholeMonth name={name} photos={section.photos} />
      </div>
      {children(name)}
    </section>
  );
}

function WholeMonth({ name, photos }: { name: string; photos: readonly Photo[] }) {
  const words = usePhotosT();
  const { selecting, chosen, choose } = usePhotosView();
  if (!selecting) return null;
  const all = photos.every(({ id }) => chosen.has(id));
  return (
    <button
      type="button"
      aria-label={all ? words.choice.monthOff(name) : words.choice.month(name)}
      onClick={() =>
        choose(
          photos.map(({ id }) => id),
          !all,
        )
      }
      className="min-h-11 px-2 text-sub font-semibold text-accent active:opacity-60"
    >
      {all ? words.choice.none : words.choice.whole}
    </button>
  );
}

const BONES = Array.from({ length: 15 }, (_, index) => index);

export function GridSkeleton() {
  const t = useT();
  return (
    <div role="status">
      <span className="sr-only">{t.app.loading}</span>
      <Bone className="mb-4 h-7 w-40" />
      <div className="-mx-4 grid grid-cols-3 sm:grid-cols-5 lg:mx-0 lg:grid-cols-6">
        {BONES.map((index) => (
          <span key={index} className="aspect-square p-px lg:p-0.5">
            <Bone className="size-full rounded-none lg:rounded-md" />
          </span>
        ))}
      </div>
    </div>
  );
}
