"use client";
import { Images, WifiOff } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import type { Photo } from "@/api/types";
import { Notice } from "@/components/State";
import { useLanguage } from "@/lib/i18n";
import { usePhotosT } from "@/lib/i18n/photos";
import { Grid, useActive } from "./Grid";
import { formatMonth, type Section, sections } from "./model";
import { PhotoList } from "./PhotoList";
import type { Photos } from "./queries";
import { usePhotosView } from "./store";

const NONE: readonly Photo[] = [];

type TimelineProps = {
  list: Photos;
  onOpen: (id: string) => void;
  /** What there is to do while nothing is here yet. */
  emptyAction: ReactNode;
};

/** Every photo by the month it was taken in, the newest first. */
export function Timeline({ list, onOpen, emptyAction }: TimelineProps) {
  const words = usePhotosT();
  const photos = list.photos ?? NONE;
  const months = useMemo(() => sections(photos), [photos]);
  const walk = useMemo(() => months.flatMap((section) => section.photos), [months]);
  const { active, setActive } = useActive(walk);
  const nothing = <Notice icon={Images} title={words.empty} text={words.emptyText} action={emptyAction} />;
  return (
    <PhotoList list={list} label={words.title} empty={nothing}>
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
    </PhotoList>
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
