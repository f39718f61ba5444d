"use client";
import { CloudUpload } from "lucide-react";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useToast } from "@/components/Toast";
import { useSendingT } from "@/lib/i18n/sending";
import { useUploadActions } from "./queries";

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") ?? false;

/** Files without the folders among them, which a browser hands over as empty files that cannot be read. */
function dropped({ dataTransfer }: DragEvent): { files: File[]; folders: number } {
  const items = [...(dataTransfer?.items ?? [])].filter(({ kind }) => kind === "file");
  const isFolder = (item: DataTransferItem) => item.webkitGetAsEntry?.()?.isDirectory ?? false;
  const single = items.filter((item) => !isFolder(item));
  const files = single.flatMap((item) => item.getAsFile() ?? []);
  return { files, folders: items.length - single.length };
}

/** While it is mounted, the whole page takes files that are dropped on it, into the folder `parentId`. */
export function DropArea({ parentId }: { parentId: string }) {
  const words = useSendingT().drop;
  const uploads = useUploadActions();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault(); // or the browser opens the file instead
      setOver(true);
    };
    const onLeave = (event: DragEvent) => !event.relatedTarget && setOver(false);
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      const { files, folders } = dropped(event);
      if (files.length > 0) uploads.add(files, { parentId });
      if (folders > 0) useToast.getState().show(words.noFolders);
    };
    const stop = new AbortController();
    window.addEventListener("dragover", onOver, stop);
    window.addEventListener("dragleave", onLeave, stop);
    window.addEventListener("drop", onDrop, stop);
    return () => stop.abort();
  }, [parentId, uploads, words]);
  if (!over) return null;
  return createPortal(
    <div
      role="status"
      className="pointer-events-none fixed inset-3 z-30 flex flex-col items-center justify-center gap-3 rounded-card border-2 border-accent border-dashed bg-accent-soft text-accent opacity-95"
    >
      <CloudUpload aria-hidden="true" size={40} strokeWidth={1.5} />
      <p className="text-body font-semibold">{words.here}</p>
    </div>,
    document.body,
  );
}
