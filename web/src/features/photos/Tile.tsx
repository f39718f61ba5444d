"use client";
import { Check, Heart, Hourglass, ImageOff } from "lucide-react";
import type { MouseEvent } from "react";
import type { Photo } from "@/api/types";
import { Thumb } from "@/components/Thumb";
import { cx } from "@/lib/cx";
import { useLanguage } from "@/lib/i18n";
import { usePhotosT } from "@/lib/i18n/photos";
import { formatTaken } from "@/lib/taken";
import { isPending } from "./model";

type Props = {
  photo: Photo;
  url: string | undefined;
  selecting: boolean;
  chosen: boolean;
  /** Where the tab key stops. */
  active: boolean;
  onAct: (event: MouseEvent, id: string) => void;
};

/** A square of the grid: opens its photo, or chooses it. */
export function Tile({ photo, url, selecting, chosen, active, onAct }: Props) {
  const words = usePhotosT();
  const language = useLanguage();
  const failed = photo.picture?.state === "failed" || photo.picture === null;
  const state = failed ? words.noPicture : isPending(photo) ? words.pending : null;
  const name = words.photo(formatTaken(photo, language));
  return (
    <li data-row={photo.id} className="relative aspect-square p-px lg:p-0.5">
      <button
        id={`photo-${photo.id}`}
        type="button"
        tabIndex={active ? 0 : -1}
        aria-label={[name, photo.favourite && words.favourite, state, state && photo.name]
          .filter(Boolean)
          .join(", ")}
        aria-pressed={selecting ? chosen : undefined}
        onClick={(event) => onAct(event, photo.id)}
        className="relative block size-full overflow-hidden bg-fill transition-opacity duration-200 active:opacity-80 focus-visible:z-10 lg:rounded-md"
      >
        <Thumb
          url={url}
          thumbhash={photo.picture?.thumbhash}
          alt=""
          fallback={<Fallback pending={!failed} name={photo.name} />}
          className={cx("size-full transition-[scale] duration-200", chosen && "scale-90")}
        />
        {photo.favourite && (
          <Heart
            aria-hidden="true"
            size={16}
            className="absolute start-1.5 bottom-1.5 fill-current text-on-accent drop-shadow-[0_0_2px_rgb(0_0_0/.6)]"
          />
        )}
        {selecting && (
          <span
            aria-hidden="true"
            className={cx(
              "absolute end-1.5 bottom-1.5 flex size-6 items-center justify-center rounded-full border-2 border-on-accent shadow-[0_0_3px_rgb(0_0_0/.5)]",
              chosen ? "bg-accent-fill text-on-accent" : "bg-scrim",
            )}
          >
            {chosen && <Check size={16} strokeWidth={3} />}
          </span>
        )}
      </button>
    </li>
  );
}

/** No picture yet, or never: the name says more than an icon alone. */
function Fallback({ pending, name }: { pending: boolean; name: string }) {
  const Icon = pending ? Hourglass : ImageOff;
  return (
    <span className="flex size-full flex-col items-center justify-center gap-1 p-1 text-label-2">
      <Icon aria-hidden="true" size={22} strokeWidth={1.5} />
      <span className="line-clamp-2 max-w-full text-center text-tab break-all">{name}</span>
    </span>
  );
}
