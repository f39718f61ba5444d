"use client";
import { ChevronRight, Download, FolderOpen, TriangleAlert } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { ApiError, errorText } from "@/api/problem";
import type { Shared, SharedNode } from "@/api/types";
import { Group } from "@/components/Group";
import { IconButton } from "@/components/IconButton";
import { Link } from "@/components/Link";
import { More } from "@/components/More";
import { NodeIcon } from "@/components/NodeIcon";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { useToast } from "@/components/Toast";
import { formatBytes } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { addressOf, trailTo, waysTo } from "./model";
import { useFollow, useInside } from "./queries";
import { useVisit } from "./store";

type Props = { token: string; about: Shared };

/** What is in a shared folder; the folder below that is looked at is in the address. */
export function SharedFolder({ token, about }: Props) {
  const t = useT();
  const words = useFilesT().shared;
  const folder = useSearchParams().get("folder");
  const inside = useInside(token, folder);
  const { nodes } = inside;
  return (
    <>
      <Trail token={token} name={about.name ?? words.title} folder={folder} />
      {nodes && nodes.length > 0 ? (
        <Group inset="thumb">
          <ul aria-label={words.list}>
            {nodes.map((node) => (
              <SharedRow
                key={node.id}
                token={token}
                node={node}
                folder={folder}
                allowDownload={about.allow_download !== false}
              />
            ))}
          </ul>
        </Group>
      ) : (
        <Group>
          {nodes && !inside.hasNextPage ? (
            <Notice icon={FolderOpen} title={words.empty} />
          ) : inside.error instanceof ApiError && inside.error.status === 404 ? (
            <Notice role="alert" icon={FolderOpen} title={words.foldergone} />
          ) : inside.error ? (
            <Failure
              icon={TriangleAlert}
              text={errorText(inside.error, t)}
              onRetry={() => void inside.refetch()}
            />
          ) : (
            <SkeletonRows count={3} />
          )}
        </Group>
      )}
      {inside.hasNextPage && (
        <More
          key={inside.pageCount}
          busy={inside.isFetchingNextPage}
          failed={inside.isFetchNextPageError}
          ahead="400px"
          onMore={() => void inside.fetchNextPage()}
        />
      )}
    </>
  );
}

function Trail({ token, name, folder }: { token: string; name: string; folder: string | null }) {
  const words = useFilesT().browse;
  const trail = trailTo(
    useVisit((state) => state.trail),
    folder,
  );
  if (folder === null) return null;
  return (
    <nav aria-label={words.path} className="-mx-4 mb-2 overflow-x-auto px-4 [scrollbar-width:none]">
      <ol className="flex w-max items-center text-sub">
        {[{ id: null, name }, ...trail].map((step) => (
          <li key={step.id} className="flex items-center">
            {step.id !== null && (
              <ChevronRight aria-hidden="true" size={16} strokeWidth={1.5} className="text-label-2" />
            )}
            {step.id === folder ? (
              <span aria-current="page" className="max-w-48 truncate px-1.5 text-label-2">
                {step.name}
              </span>
            ) : (
              <Link
                href={addressOf(token, step.id)}
                className="flex min-h-11 max-w-48 items-center rounded-md px-1.5 text-accent active:opacity-60"
              >
                <span className="truncate">{step.name}</span>
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

type RowProps = { token: string; node: SharedNode; folder: string | null; allowDownload: boolean };

function SharedRow({ token, node, folder, allowDownload }: RowProps) {
  const t = useT();
  const words = useFilesT();
  const language = useLanguage();
  const router = useRouter();
  const { trail, walk } = useVisit();
  const follow = useFollow(token);
  const show = useToast((state) => state.show);
  const isFolder = node.kind === "folder";
  const ways = waysTo(node.mime, allowDownload);
  const fetchIt = (download: boolean) =>
    follow.mutate({ id: node.id, download }, { onError: (error) => show(errorText(error, t)) });
  const open = () => {
    if (isFolder) {
      walk([...trailTo(trail, folder), { id: node.id, name: node.name }]);
      router.push(addressOf(token, node.id));
    } else if (ways.open || ways.download) fetchIt(!ways.open);
    else show(words.shared.noView);
  };
  return (
    <li className="hairline flex items-center">
      <button
        type="button"
        onClick={open}
        className="flex min-h-16 min-w-0 flex-1 items-center gap-4 py-2.5 ps-4 text-start transition-colors duration-200 active:bg-pressed focus-visible:-outline-offset-3"
      >
        <NodeIcon kind={node.kind} mime={node.mime} />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-body">{node.name}</span>
          <span className="block text-foot text-label-2 tabular-nums">
            {isFolder ? words.browse.folder : formatBytes(node.size, language)}
          </span>
        </span>
      </button>
      {isFolder || !ways.download ? (
        <span className="w-4" />
      ) : (
        <span className="ps-1 pe-1.5">
          <IconButton
            icon={Download}
            label={words.shared.downloadName(node.name)}
            disabled={follow.isPending}
            onClick={() => fetchIt(true)}
          />
        </span>
      )}
    </li>
  );
}
