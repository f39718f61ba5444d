"use client";
import { CircleCheck, Download } from "lucide-react";
import type { Archive } from "@/api/types";
import { buttonClass } from "@/components/Button";
import { Spinner } from "@/components/Spinner";
import { formatBytes, formatUntil } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useArchivesT } from "@/lib/i18n/archives";

/** How far one is; when it is ready, all its parts. `null`: it is only being asked for. */
export function ArchiveState({ archive }: { archive: Archive | null }) {
  const words = useArchivesT();
  if (archive?.state === "ready") return <Ready archive={archive} />;
  if (archive?.state === "failed")
    return (
      <p role="alert" className="px-1 text-body text-bad">
        {words.failed}
      </p>
    );
  return (
    <p role="status" className="flex items-center gap-3 px-1 pt-2 pb-8 text-body">
      <Spinner className="shrink-0 text-accent" />
      {archive ? words[archive.state] : words.asking}
    </p>
  );
}

function Ready({ archive }: { archive: Archive }) {
  const words = useArchivesT();
  const language = useLanguage();
  return (
    <div className="pb-2">
      <p role="status" className="mb-4 flex items-center gap-2 px-1 text-body">
        <CircleCheck aria-hidden="true" size={20} strokeWidth={2} className="shrink-0 text-good" />
        {words.ready(formatUntil(archive.expires_at, new Date(), language))}
      </p>
      <ul aria-label={words.volumes} className="flex flex-col gap-3">
        {archive.volumes.map(({ name, size, url }) => (
          <li key={name}>
            {url && (
              <a href={url} download={name} className={buttonClass("filled", true)}>
                <Download aria-hidden="true" size={20} strokeWidth={1.5} className="shrink-0" />
                <span className="sr-only">{words.download}</span> <span className="truncate">{name}</span>{" "}
                <span className="shrink-0 font-normal tabular-nums">{formatBytes(size, language)}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
