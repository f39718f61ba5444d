"use client";
import { ChevronRight, CircleCheck, X } from "lucide-react";
import { IconButton } from "@/components/IconButton";
import { Spinner } from "@/components/Spinner";
import { useFilesT } from "@/lib/i18n/files";
import { isUnderWay, useArchive } from "./sharing";
import { useTasks } from "./store";

/** The ZIP that was asked for, also after its sheet was left. */
export function ArchiveNote() {
  const words = useFilesT().zip;
  const { archive, open, begin, keep } = useTasks();
  const { data, error } = useArchive(archive);
  if (archive === null || !data || error || open?.task === "zip") return null;
  const moving = isUnderWay(data);
  return (
    <div className="mb-4 flex items-center rounded-card bg-card pe-1 shadow-soft">
      <button
        type="button"
        onClick={() => begin("zip")}
        className="flex min-h-12 flex-1 items-center gap-3 rounded-card ps-4 text-start text-body active:opacity-60"
      >
        {moving ? (
          <Spinner className="text-accent" />
        ) : (
          <CircleCheck aria-hidden="true" size={20} strokeWidth={2} className="text-good" />
        )}
        <span role="status">{moving ? words.progress : words.isReady}</span>
        <ChevronRight aria-hidden="true" size={20} strokeWidth={1.5} className="text-label-2" />
      </button>
      {!moving && <IconButton icon={X} label={words.hide} onClick={() => keep(null)} />}
    </div>
  );
}
