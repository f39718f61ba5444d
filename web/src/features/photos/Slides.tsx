"use client";
import { ChevronLeft, ChevronRight, Hourglass, ImageOff, WifiOff } from "lucide-react";
import { type UIEvent, useLayoutEffect, useRef } from "react";
import type { Photo } from "@/api/types";
import { Preview } from "@/components/Preview";
import { Spinner } from "@/components/Spinner";
import { Thumb } from "@/components/Thumb";
import { useOnline } from "@/lib/browser";
import { cx } from "@/lib/cx";
import { useLanguage } from "@/lib/i18n";
import { usePhotosT } from "@/lib/i18n/photos";
import { formatTaken } from "@/lib/taken";
import { hasPicture, isPending } from "./model";
import { usePictures } from "./pictures";

type Props = { photos: readonly Photo[]; index: number; onGo: (index: number) => void };

/** A row of screens that snaps to one of them; only the one in view and its neighbours are drawn. */
export function Slides({ photos, index, onGo }: Props) {
  const words = usePhotosT().viewer;
  const scroller = useRef<HTMLElement>(null);
  const settle = useRef<ReturnType<typeof setTimeout>>(undefined);
  const from = Math.max(0, index - 1);
  const near = photos.slice(from, index + 2);
  const small = usePictures(near, 512);
  const large = usePictures(near, 1440);
  usePosition(scroller, index);
  const onScroll = ({ currentTarget }: UIEvent<HTMLElement>) => {
    clearTimeout(settle.current);
    settle.current = setTimeout(() => {
      const at = Math.round(currentTarget.scrollLeft / currentTarget.clientWidth);
      if (at !== index) onGo(at);
    }, 80);
  };
  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={scroller}
        aria-label={words.label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        tabIndex={0}
        onScroll={onScroll}
        className="h-full snap-x snap-mandatory overflow-x-auto overflow-y-hidden overscroll-contain outline-none [scrollbar-width:none]"
      >
        <div className="relative h-full" style={{ width: `${photos.length * 100}%` }}>
          {near.map((photo, at) => (
            <div
              key={photo.id}
              aria-hidden={from + at === index ? undefined : true}
              className="absolute inset-y-0 snap-start snap-always"
              style={{ width: `${100 / photos.length}%`, left: `${((from + at) * 100) / photos.length}%` }}
            >
              <Slide photo={photo} small={small(photo.id)} large={large(photo.id)} />
            </div>
          ))}
        </div>
      </section>
      <Leaf side="start" label={words.previous} hidden={index === 0} onClick={() => onGo(index - 1)} />
      <Leaf
        side="end"
        label={words.next}
        hidden={index >= photos.length - 1}
        onClick={() => onGo(index + 1)}
      />
    </div>
  );
}

/** The scroller stands where the state says, also after a turn of the device. */
function usePosition(scroller: React.RefObject<HTMLElement | null>, index: number): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const put = () => {
      const { clientWidth, scrollLeft } = element;
      if (Math.round(scrollLeft / (clientWidth || 1)) !== index || scrollLeft % (clientWidth || 1) !== 0)
        element.scrollLeft = index * clientWidth;
    };
    put();
    if (!("ResizeObserver" in window)) return;
    // Also when it gets its first size: it is laid out before its dialog is open.
    const observer = new ResizeObserver(put);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, index]);
}

type SlideProps = { photo: Photo; small: string | undefined; large: string | undefined };

function Slide({ photo, small, large }: SlideProps) {
  const words = usePhotosT();
  const language = useLanguage();
  const online = useOnline();
  const { picture } = photo;
  if (!hasPicture(photo)) {
    const pending = isPending(photo);
    const Icon = pending ? Hourglass : ImageOff;
    return (
      <div className="flex h-full flex-col items-center justify-center gap-3 px-10 text-center">
        <Icon aria-hidden="true" size={40} strokeWidth={1.5} className="text-label-2" />
        <p className="text-body font-semibold break-all">{photo.name}</p>
        <p className="max-w-xs text-sub text-label-2">
          {words.viewer[pending ? "pending" : (picture?.reason ?? "unreadable")]}
        </p>
      </div>
    );
  }
  const nothing = online ? (
    <Spinner className="size-8 text-label-2" />
  ) : (
    <span className="flex max-w-xs flex-col items-center gap-2 text-center text-sub text-label-2">
      <WifiOff aria-hidden="true" size={32} strokeWidth={1.5} />
      {words.viewer.offline}
    </span>
  );
  const ratio = picture?.width && picture.height ? picture.width / picture.height : 1;
  return (
    <div className="flex h-full items-center justify-center">
      {/* The box has the picture's shape, as large as fits: 100cqw wide or 100cqh high. */}
      <div className="@container-[size] flex size-full items-center justify-center">
        <div
          className="relative"
          style={{ aspectRatio: ratio, width: `min(100cqw, calc(100cqh * ${ratio}))` }}
        >
          <span className="absolute inset-0">
            <Thumb
              url={small}
              thumbhash={picture?.thumbhash}
              alt=""
              fallback={nothing}
              className="size-full"
            />
          </span>
          <Preview
            url={large}
            alt={words.photo(formatTaken(photo, language))}
            fallback={null}
            className="absolute inset-0 size-full object-cover"
          />
        </div>
      </div>
    </div>
  );
}

type LeafProps = { side: "start" | "end"; label: string; hidden: boolean; onClick: () => void };

/** For a mouse and for screen readers; a finger swipes. */
function Leaf({ side, label, hidden, onClick }: LeafProps) {
  const Icon = side === "start" ? ChevronLeft : ChevronRight;
  if (hidden) return null;
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className={cx(
        "absolute top-1/2 flex size-11 -translate-y-1/2 items-center justify-center rounded-full bg-scrim text-on-accent opacity-0 transition-opacity duration-200 focus-visible:opacity-100 active:opacity-60 pointer-fine:opacity-80",
        side === "start" ? "start-3" : "end-3",
      )}
    >
      <Icon aria-hidden="true" size={26} strokeWidth={1.5} />
    </button>
  );
}
