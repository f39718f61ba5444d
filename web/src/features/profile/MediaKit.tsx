"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Check, FilePlus2, FolderOpen, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { MediaFile } from "@/api/lists";
import { errorText } from "@/api/problem";
import type { Node } from "@/api/types";
import { nodesQuery } from "@/api/vault";
import { Button, buttonClass } from "@/components/Button";
import { FileIcon } from "@/components/FileIcon";
import { Group, Row } from "@/components/Group";
import { Link } from "@/components/Link";
import { Sheet } from "@/components/Sheet";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { useToast } from "@/components/Toast";
import { formatBytes } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useProfileT } from "@/lib/i18n/profile";
import { useKitChange, useMe, useMediaKit } from "./queries";

const MOST = 10;

/** Own files that brands may open: chosen one by one, everything else stays private. */
export function MediaKit() {
  const t = useT();
  const words = useProfileT().kit;
  const me = useMe().data?.id;
  const kit = useMediaKit(me);
  const [picking, setPicking] = useState(false);
  const add = (
    <Button
      look="soft"
      icon={<FilePlus2 aria-hidden="true" size={20} strokeWidth={1.5} />}
      onClick={() => setPicking(true)}
    >
      {words.add}
    </Button>
  );
  return (
    <>
      <Group title={words.title} footer={words.foot(MOST)} inset="thumb">
        {kit.data && kit.data.length > 0 ? (
          <>
            {kit.data.map((file) => (
              <KitRow key={file.node_id} file={file} user={me} />
            ))}
            {kit.data.length < MOST && <div className="px-4 py-3">{add}</div>}
          </>
        ) : kit.data ? (
          <Notice icon={FolderOpen} title={words.empty} text={words.emptyText} action={add} />
        ) : kit.error ? (
          <Failure icon={TriangleAlert} text={errorText(kit.error, t)} onRetry={() => void kit.refetch()} />
        ) : (
          <SkeletonRows count={2} />
        )}
      </Group>
      <Sheet open={picking} title={words.pick} closeLabel={t.action.close} onClose={() => setPicking(false)}>
        {picking && <Files user={me} kit={kit.data ?? []} onDone={() => setPicking(false)} />}
      </Sheet>
    </>
  );
}

function KitRow({ file, user }: { file: MediaFile; user: string | undefined }) {
  const t = useT();
  const profile = useProfileT();
  const words = profile.kit;
  const language = useLanguage();
  const change = useKitChange(user);
  const show = useToast((state) => state.show);
  const failed = (error: unknown) => show(errorText(error, t));
  const put = (shown: boolean) => change.mutateAsync({ node: file.node_id, shown });
  const remove = async () => {
    try {
      await put(false);
    } catch (error) {
      failed(error);
      return;
    }
    const undo = () => void put(true).catch(failed);
    show(words.removed(file.name), { label: profile.audiences.undo, run: undo });
  };
  return (
    <div className="hairline flex min-h-16 items-center gap-4 py-2.5 ps-4 pe-2">
      <FileIcon mime={file.mime} />
      <div className="min-w-0 flex-1">
        <p className="truncate text-body">{file.name}</p>
        <p className="text-foot text-label-2">{formatBytes(file.size, language)}</p>
      </div>
      <button
        type="button"
        disabled={change.isPending}
        onClick={() => void remove()}
        aria-label={words.hideName(file.name)}
        className="min-h-11 shrink-0 rounded-button px-3 text-sub font-medium text-accent active:opacity-60"
      >
        {words.hide}
      </button>
    </div>
  );
}

type FilesProps = { user: string | undefined; kit: readonly MediaFile[]; onDone: () => void };

function Files({ user, kit, onDone }: FilesProps) {
  const t = useT();
  const words = useProfileT().kit;
  const files = useInfiniteQuery(nodesQuery());
  const nodes = files.data?.pages.flatMap(({ items }) => items);
  if (nodes?.length === 0)
    return (
      <Notice
        icon={FolderOpen}
        title={words.none}
        action={
          <Link href="/files/" className={buttonClass("soft", false)}>
            {words.toFiles}
          </Link>
        }
      />
    );
  return (
    <>
      <Group inset="thumb">
        {nodes ? (
          nodes.map((node) => (
            <FileRow
              key={node.id}
              node={node}
              user={user}
              chosen={kit.some(({ node_id }) => node_id === node.id)}
              onDone={onDone}
            />
          ))
        ) : files.error ? (
          <Failure
            icon={TriangleAlert}
            text={errorText(files.error, t)}
            onRetry={() => void files.refetch()}
          />
        ) : (
          <SkeletonRows count={4} />
        )}
      </Group>
      {files.hasNextPage && (
        <Button look="plain" wide busy={files.isFetchingNextPage} onClick={() => void files.fetchNextPage()}>
          {t.action.more}
        </Button>
      )}
    </>
  );
}

type FileRowProps = { node: Node; user: string | undefined; chosen: boolean; onDone: () => void };

function FileRow({ node, user, chosen, onDone }: FileRowProps) {
  const t = useT();
  const words = useProfileT().kit;
  const language = useLanguage();
  const change = useKitChange(user);
  const show = useToast((state) => state.show);
  const add = () =>
    change.mutate(
      { node: node.id, shown: true },
      {
        onSuccess: () => {
          show(words.added(node.name));
          onDone();
        },
        onError: (error) => show(errorText(error, t)),
      },
    );
  return (
    <Row
      icon={<FileIcon mime={node.mime} />}
      label={<span className="block truncate">{node.name}</span>}
      detail={chosen ? words.chosen : formatBytes(node.size, language)}
      trailing={chosen && <Check aria-hidden="true" size={20} strokeWidth={2} className="text-good" />}
      busy={change.isPending}
      {...(chosen ? {} : { onClick: add })}
    />
  );
}
