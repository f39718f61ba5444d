"use client";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useEffect } from "react";
import { errorText } from "@/api/problem";
import { Button, buttonClass } from "@/components/Button";
import { FormError } from "@/components/Form";
import { Spinner } from "@/components/Spinner";
import { formatBytes } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { usePhotosT } from "@/lib/i18n/photos";
import { readArchive, useArchive } from "./actions";
import type { TaskProps } from "./TaskSheet";

const LOOK_EVERY_MS = 2500;

/** Several photos as one file: asked for when this opens, there to be taken when it is packed. */
export default function ArchiveTask({ chosen }: TaskProps) {
  const t = useT();
  const words = usePhotosT().archive;
  const language = useLanguage();
  const { mutate, data: begun, error } = useArchive();
  const ids = chosen.map(({ id }) => id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what was chosen then
  useEffect(() => mutate(ids), [mutate]);
  const archive = useQuery({
    queryKey: ["archive", begun?.id],
    queryFn: () => readArchive(begun?.id ?? ""),
    enabled: begun !== undefined,
    refetchInterval: ({ state }) =>
      state.data?.state === "ready" || state.data?.state === "failed" ? false : LOOK_EVERY_MS,
  }).data;
  if (error || archive?.state === "failed")
    return (
      <div className="pb-2">
        <FormError text={error ? errorText(error, t) : words.failed} />
        <Button wide look="soft" onClick={() => mutate(ids)}>
          {t.action.retry}
        </Button>
      </div>
    );
  return (
    <div role="status" className="pb-2">
      {archive?.state === "ready" ? (
        <>
          <p className="mb-4 px-1 text-sub text-label-2">{words.ready}</p>
          <ul className="flex flex-col gap-3">
            {archive.volumes.map(({ name, size, url }) => (
              <li key={name}>
                <a href={url ?? undefined} download={name} className={buttonClass("filled", true)}>
                  <Download aria-hidden="true" size={20} strokeWidth={1.5} className="shrink-0" />
                  {words.download(name, formatBytes(size, language))}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="flex items-center gap-3 px-1 py-4 text-sub text-label-2">
          <Spinner className="size-5 shrink-0" />
          {words.packing(chosen.length)}
        </p>
      )}
    </div>
  );
}
