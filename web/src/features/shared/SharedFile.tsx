"use client";
import { Download, ExternalLink } from "lucide-react";
import { errorText } from "@/api/problem";
import type { Shared } from "@/api/types";
import { Button } from "@/components/Button";
import { FormError } from "@/components/Form";
import { NodeIcon } from "@/components/NodeIcon";
import { Preview } from "@/components/Preview";
import { formatBytes } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { isPreviewable, mimeFamily } from "@/lib/mime";
import { waysTo } from "./model";
import { useFollow, usePicture } from "./queries";

/** One file: what it is, its picture where it has one, and its bytes. */
export function SharedFile({ token, about }: { token: string; about: Shared }) {
  const t = useT();
  const words = useFilesT();
  const language = useLanguage();
  const follow = useFollow(token);
  const mime = about.mime ?? "application/octet-stream";
  const id = about.node_id;
  const ways = waysTo(mime, about.allow_download !== false);
  const picture = usePicture(token, isPreviewable(mime) ? id : null);
  const name = about.name ?? words.shared.title;
  return (
    <>
      <div className="mb-5 flex min-h-44 items-center justify-center overflow-hidden rounded-card bg-card shadow-soft">
        <Preview
          url={picture.data?.url}
          alt={words.item.preview(name)}
          fallback={<NodeIcon kind={about.kind ?? "file"} mime={mime} />}
          className="max-h-[60dvh] w-full object-contain"
        />
      </div>
      <p className="mb-5 px-1 text-sub text-label-2 tabular-nums">
        {t.mime[mimeFamily(mime)]}
        {about.size !== null && ` · ${formatBytes(about.size, language)}`}
      </p>
      <FormError text={follow.error && errorText(follow.error, t)} />
      {id && (
        <div className="flex max-w-md flex-col gap-3">
          {ways.download && (
            <Button
              wide
              busy={follow.isPending}
              icon={<Download aria-hidden="true" size={20} strokeWidth={1.5} />}
              onClick={() => follow.mutate({ id, download: true })}
            >
              {words.shared.download}
            </Button>
          )}
          {ways.open && (
            <Button
              wide
              look={ways.download ? "soft" : "filled"}
              disabled={follow.isPending}
              icon={<ExternalLink aria-hidden="true" size={20} strokeWidth={1.5} />}
              onClick={() => follow.mutate({ id, download: false })}
            >
              {words.shared.open}
            </Button>
          )}
          {!ways.open && !ways.download && (
            <p className="px-1 text-sub text-label-2">{words.shared.noView}</p>
          )}
        </div>
      )}
    </>
  );
}
