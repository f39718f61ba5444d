"use client";
import { Archive, ArchiveRestore, Download, FolderPlus, Heart, Info, Trash2, X } from "lucide-react";
import { useState } from "react";
import type { Photo } from "@/api/types";
import { IconButton } from "@/components/IconButton";
import { Sheet } from "@/components/Sheet";
import { formatCount } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { usePhotosT } from "@/lib/i18n/photos";
import { formatTaken } from "@/lib/taken";
import { useArchiving, useDownload, useStar, useTrash } from "./actions";
import PickAlbum from "./PickAlbum";

type HeadProps = { photo: Photo; index: number; count: number | null; onClose: () => void };

export function ViewerHead({ photo, index, count, onClose }: HeadProps) {
  const words = usePhotosT().viewer;
  const language = useLanguage();
  return (
    <header className="flex items-center gap-2 px-2 pt-[calc(var(--safe-top)+0.25rem)] pb-1">
      <IconButton icon={X} label={words.close} onClick={onClose} />
      <p className="min-w-0 flex-1 pe-11 text-center">
        <span className="block truncate text-sub font-semibold">{formatTaken(photo, language)}</span>
        {count !== null && count > 1 && (
          <span className="block text-foot text-label-2 tabular-nums">
            {words.position(formatCount(index + 1, language), formatCount(count, language))}
          </span>
        )}
      </p>
    </header>
  );
}

type BarProps = { photo: Photo; info: boolean; onInfo: () => void };

/** What can be done with the photo, within the thumb's reach. */
export function ViewerBar({ photo, info, onInfo }: BarProps) {
  const t = useT();
  const words = usePhotosT();
  const star = useStar();
  const archive = useArchiving();
  const trash = useTrash();
  const download = useDownload();
  const [picking, setPicking] = useState(false);
  const close = () => setPicking(false);
  return (
    <>
      <footer className="flex items-center justify-around px-2 pt-1 pb-[max(var(--safe-bottom),0.5rem)] lg:justify-center lg:gap-8">
        <IconButton
          icon={Download}
          label={words.choice.download}
          disabled={download.isPending}
          onClick={() => download.mutate(photo)}
        />
        <IconButton icon={FolderPlus} label={words.choice.add} onClick={() => setPicking(true)} />
        <span className={photo.favourite ? "[&_svg]:fill-current" : ""}>
          <IconButton
            icon={Heart}
            label={photo.favourite ? words.choice.unstar : words.choice.star}
            disabled={star.isPending}
            onClick={() => star.mutate([photo])}
          />
        </span>
        <IconButton
          icon={photo.archived ? ArchiveRestore : Archive}
          label={photo.archived ? words.choice.unarchive : words.choice.archive}
          onClick={() => archive([photo])}
        />
        <IconButton icon={Info} label={words.viewer.info} aria-expanded={info} onClick={onInfo} />
        <IconButton
          icon={Trash2}
          label={words.choice.trash}
          disabled={trash.isPending}
          onClick={() => trash.mutate([photo])}
        />
      </footer>
      <Sheet open={picking} title={words.album.pick} closeLabel={t.action.close} onClose={close}>
        {picking && <PickAlbum chosen={[photo]} onDone={close} />}
      </Sheet>
    </>
  );
}
