"use client";
import { useQuery } from "@tanstack/react-query";
import { Download, Ellipsis } from "lucide-react";
import { errorText } from "@/api/problem";
import type { Node } from "@/api/types";
import { folderOf, linkQuery, ROOT } from "@/api/vault";
import { Button } from "@/components/Button";
import { FormError } from "@/components/Form";
import { OpenLink } from "@/components/OpenLink";
import { formatBytes, formatMoment } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { isInline } from "@/lib/mime";
import { formatTaken } from "@/lib/taken";
import { useDownload } from "./changes";
import { isFolder, kindText, placeOf } from "./model";
import { NodeMedia } from "./NodeMedia";
import { useFolders } from "./queries";
import { useTasks } from "./store";

/** One item: what it is, its bytes, and the way to everything else that can be done with it. */
export function NodeDetail({ node }: { node: Node }) {
  const words = useFilesT();
  const begin = useTasks((state) => state.begin);
  const download = useDownload();
  const opens = !isFolder(node) && isInline(node.mime);
  return (
    <>
      <NodeMedia node={node} />
      <Facts node={node} />
      <div className="flex flex-col gap-3 pb-2">
        {opens && <Open node={node} />}
        {!isFolder(node) && (
          <Button
            look={opens ? "soft" : "filled"}
            wide
            busy={download.isPending}
            icon={<Download aria-hidden="true" size={20} strokeWidth={1.5} />}
            onClick={() => download.mutate(node)}
          >
            {words.item.download}
          </Button>
        )}
        <Button
          look="soft"
          wide
          aria-label={words.browse.more(node.name)}
          icon={<Ellipsis aria-hidden="true" size={20} strokeWidth={1.5} />}
          onClick={() => begin("menu", [node.id])}
        >
          {words.item.options}
        </Button>
      </div>
    </>
  );
}

function Open({ node }: { node: Node }) {
  const t = useT();
  const words = useFilesT().item;
  const { data, error } = useQuery(linkQuery(node.id));
  if (error) return <FormError text={errorText(error, t)} />;
  return <OpenLink url={data?.url} look="filled" label={words.open} />;
}

function Facts({ node }: { node: Node }) {
  const t = useT();
  const words = useFilesT();
  const language = useLanguage();
  const { folders } = useFolders();
  const facts: [string, string][] = [
    [words.item.kind, kindText(node, t, words)],
    ...(isFolder(node) ? [] : [[words.item.size, formatBytes(node.size, language)] as [string, string]]),
    ...(folderOf(node) === ROOT
      ? []
      : [[words.item.place, placeOf(node, folders, t.files.title)] as [string, string]]),
    ...(node.taken_at ? [[words.item.fileDate, formatTaken(node, language)] as [string, string]] : []),
    [words.item.created, formatMoment(node.created_at, language)],
  ];
  return (
    <dl className="mb-6 rounded-card bg-card shadow-soft">
      {facts.map(([name, value]) => (
        <div
          key={name}
          className="hairline flex min-h-11 items-baseline justify-between gap-4 px-4 py-2.5 text-body"
        >
          <dt className="shrink-0">{name}</dt>
          <dd className="min-w-0 text-end wrap-anywhere text-label-2 tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
