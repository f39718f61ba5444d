"use client";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Album, Photo } from "@/api/types";
import { ToastOutlet } from "@/components/Toast";
import { useLanguage } from "@/lib/i18n";
import { usePhotosT } from "@/lib/i18n/photos";
import { formatTaken } from "@/lib/taken";
import { Slides } from "./Slides";
import { ViewerBar, ViewerHead } from "./ViewerBar";
import { ViewerInfo } from "./ViewerInfo";

type Props = {
  /** In the order in which one leafs through them. */
  photos: readonly Photo[];
  id: string;
  /** The album they are looked at in. */
  album: Album | null;
  addressOf: (id: string) => string;
  /** Near the end of what is loaded; undefined when there is nothing more to load. */
  onEnd: (() => void) | undefined;
  /** All that there are: so their number may be told. */
  whole: boolean;
  onClose: () => void;
};

/** How near the end the next page is asked for. */
const NEAR_END = 10;

/** One photo on the whole screen; the others are a swipe or an arrow key away. */
export default function Viewer({ photos, id, album, addressOf, onEnd, whole, onClose }: Props) {
  const words = usePhotosT().viewer;
  const language = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const [info, setInfo] = useState(false);
  const { index, go } = usePlace(photos, id, addressOf);
  const photo = photos[index];
  useLayoutEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  // The last one is in the trash, or it never was there.
  useEffect(() => {
    if (!photo) onClose();
  }, [photo, onClose]);
  useEffect(() => {
    if (index >= photos.length - NEAR_END) onEnd?.();
  }, [index, photos.length, onEnd]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest("dialog") !== dialog.current) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault(); // the row of screens would scroll by a part of one
    go(index + step);
  };
  return (
    <dialog
      ref={dialog}
      aria-label={photo ? formatTaken(photo, language) : words.label}
      onClose={onClose}
      onKeyDown={onKeyDown}
      className="viewer"
    >
      {photo && (
        <div className="flex h-full flex-col">
          <ViewerHead photo={photo} index={index} count={whole ? photos.length : null} onClose={onClose} />
          <Slides photos={photos} index={index} onGo={go} />
          {info && <ViewerInfo photo={photo} album={album} onDone={() => setInfo(false)} />}
          <ViewerBar photo={photo} info={info} onInfo={() => setInfo(!info)} />
        </div>
      )}
      <ToastOutlet />
    </dialog>
  );
}

/** Where one is: by the photo, so that others may come and go; when it goes itself, at the one that takes its place. */
function usePlace(photos: readonly Photo[], start: string, addressOf: (id: string) => string) {
  const [id, setId] = useState(start);
  const last = useRef(0);
  const found = photos.findIndex((photo) => photo.id === id);
  const index = found >= 0 ? found : Math.min(last.current, photos.length - 1);
  last.current = index;
  const shown = photos[index]?.id;
  useEffect(() => {
    if (shown === undefined || shown === start) return;
    // Not through the router: nothing else of the page changes with it.
    window.history.replaceState(null, "", addressOf(shown));
  }, [shown, start, addressOf]);
  const go = (to: number) => {
    const next = photos[to];
    if (next) setId(next.id);
  };
  return { index, go };
}
