"use client";
import { CircleAlert, RotateCcw, Trash2 } from "lucide-react";
import { useEffect } from "react";
import { errorText } from "@/api/problem";
import { useThumbnail } from "@/api/thumbnails";
import type { Node } from "@/api/types";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { IconButton } from "@/components/IconButton";
import { More } from "@/components/More";
import { NodeIcon } from "@/components/NodeIcon";
import { Screen } from "@/components/Screen";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { Swipe, type SwipeAction } from "@/components/Swipe";
import { Thumb } from "@/components/Thumb";
import { useToast } from "@/components/Toast";
import { VaultSections } from "@/components/VaultSections";
import { useSeen } from "@/lib/browser";
import { formatBytes } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { keepsFocus } from "@/lib/rowFocus";
import { daysLeft } from "./model";
import { Questions } from "./Questions";
import { useRestore, useTrash } from "./queries";
import { useQuestions } from "./store";

/** What was thrown away, until it is gone for good. */
export function Trash() {
  const words = useFilesT().trash;
  const list = useTrash();
  const { ask, end } = useQuestions();
  useEffect(() => end, [end]);
  return (
    <Screen
      title={words.title}
      action={
        list.holdsAny && (
          <Button look="danger" onClick={() => ask({ what: "all" })}>
            {words.clear}
          </Button>
        )
      }
    >
      <VaultSections current="trash" />
      <div ref={keepsFocus} className="outline-none">
        <Rows list={list} />
      </div>
      <Questions />
    </Screen>
  );
}

function Rows({ list }: { list: ReturnType<typeof useTrash> }) {
  const t = useT();
  const words = useFilesT().trash;
  if (list.nodes && list.holdsAny)
    return (
      <>
        {list.nodes.length > 0 && (
          <Group inset="thumb" footer={words.text}>
            <ul aria-label={words.list}>
              {list.nodes.map((node) => (
                <TrashRow key={node.id} node={node} />
              ))}
            </ul>
          </Group>
        )}
        {list.hasNextPage && (
          <More
            key={list.pageCount}
            busy={list.isFetchingNextPage}
            failed={list.isFetchNextPageError}
            ahead="400px"
            onMore={() => void list.fetchNextPage()}
          />
        )}
      </>
    );
  return (
    <Group>
      {list.nodes ? (
        <Notice icon={Trash2} title={words.empty} text={words.emptyText} />
      ) : list.error ? (
        <Failure icon={CircleAlert} text={errorText(list.error, t)} onRetry={() => void list.refetch()} />
      ) : (
        <SkeletonRows />
      )}
    </Group>
  );
}

function TrashRow({ node }: { node: Node }) {
  const t = useT();
  const words = useFilesT();
  const language = useLanguage();
  const ask = useQuestions((state) => state.ask);
  const restore = useRestore();
  const show = useToast((state) => state.show);
  // On the promise and not on the row, which is gone by the time of the answer.
  const back = () =>
    void restore.mutateAsync(node).then(
      (restored) => show(words.trash.restored(restored.name)),
      (error: unknown) => show(errorText(error, t)),
    );
  const purge = () => ask({ what: "one", node });
  const actions: SwipeAction[] = [
    { icon: RotateCcw, label: words.trash.restore, tone: "accent", run: back },
    { icon: Trash2, label: words.trash.purge, tone: "bad", run: purge },
  ];
  const size = node.kind === "folder" ? words.browse.folder : formatBytes(node.size, language);
  return (
    <li data-row={node.id} className="hairline">
      <Swipe actions={actions} className="flex min-h-16 items-center gap-1 py-2.5 ps-4 pe-1.5">
        <Picture node={node} />
        <div className="min-w-0 flex-1 ps-3">
          <p className="truncate text-body">{node.name}</p>
          <p className="truncate text-foot text-label-2 tabular-nums">
            {size} · {words.trash.left(daysLeft(node, new Date()))}
          </p>
        </div>
        <IconButton icon={RotateCcw} label={words.trash.restoreName(node.name)} onClick={back} />
        <IconButton icon={Trash2} label={words.trash.purgeName(node.name)} onClick={purge} />
      </Swipe>
    </li>
  );
}

function Picture({ node }: { node: Node }) {
  const [ref, seen] = useSeen<HTMLSpanElement>();
  const url = useThumbnail(node, 512, seen);
  return (
    <span ref={ref} className="size-10 shrink-0">
      <Thumb
        url={url}
        thumbhash={node.picture?.thumbhash}
        alt=""
        fallback={<NodeIcon kind={node.kind} mime={node.mime} />}
        className="size-10 rounded-lg"
      />
    </span>
  );
}
