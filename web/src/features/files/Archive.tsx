"use client";
import { CircleCheck, Download, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { errorText } from "@/api/problem";
import type { Node, Archive as Zip } from "@/api/types";
import { Button, buttonClass } from "@/components/Button";
import { Spinner } from "@/components/Spinner";
import { Failure } from "@/components/State";
import { formatBytes, formatUntil } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { useArchive, useStartArchive } from "./sharing";
import { useSelection, useTasks } from "./store";

/** A ZIP of what was chosen; without a choice, the one that was asked for last. It is made elsewhere and may take a while. */
export function Archive({ nodes }: { nodes: readonly Node[] }) {
  const t = useT();
  const words = useFilesT().zip;
  const { archive, keep } = useTasks();
  const endSelection = useSelection((state) => state.end);
  const start = useStartArchive();
  const asked = nodes.length === 0 ? archive : (start.data?.id ?? null);
  const query = useArchive(asked);
  const begin = () =>
    start.mutate(nodes, {
      onSuccess: ({ id }) => {
        keep(id);
        endSelection();
      },
    });
  const begun = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is opened
  useEffect(() => {
    if (begun.current || nodes.length === 0) return;
    begun.current = true;
    begin();
  }, []);
  const error = start.error ?? query.error;
  const retry = () => (start.error ? begin() : void query.refetch());
  if (error) return <Failure icon={TriangleAlert} text={errorText(error, t)} onRetry={retry} />;
  const zip = query.data;
  if (zip?.state === "ready") return <Ready zip={zip} />;
  if (zip?.state === "failed")
    return (
      <div role="alert" className="flex flex-col gap-4 pb-2">
        <p className="px-1 text-body text-bad">{words.failed}</p>
        {nodes.length > 0 && (
          <Button look="soft" wide onClick={begin}>
            {words.again}
          </Button>
        )}
      </div>
    );
  return (
    <p role="status" className="flex items-center gap-3 px-1 pt-2 pb-8 text-body">
      <Spinner className="shrink-0 text-accent" />
      {zip ? words[zip.state] : words.asking}
    </p>
  );
}

function Ready({ zip }: { zip: Zip }) {
  const words = useFilesT().zip;
  const language = useLanguage();
  return (
    <div className="pb-2">
      <p role="status" className="mb-4 flex items-center gap-2 px-1 text-body">
        <CircleCheck aria-hidden="true" size={20} strokeWidth={2} className="shrink-0 text-good" />
        {zip.expires_at ? words.ready(formatUntil(zip.expires_at, new Date(), language)) : words.readyPlain}
      </p>
      <ul aria-label={words.volumes} className="flex flex-col gap-3">
        {zip.volumes.map(({ name, size, url }) => (
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
