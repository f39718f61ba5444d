"use client";
import { CircleAlert, FolderOpen } from "lucide-react";
import type { ReactNode } from "react";
import { errorText } from "@/api/problem";
import type { NodeFilter } from "@/api/vault";
import { Group } from "@/components/Group";
import { More } from "@/components/More";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { useT } from "@/lib/i18n";
import { emptyText } from "./model";
import { NodeRow } from "./NodeRow";
import type { useNodes } from "./queries";

type Props = {
  filter: NodeFilter;
  list: ReturnType<typeof useNodes>;
  selected: string | null;
  onOpen: (id: string) => void;
  emptyAction: ReactNode;
};

/** The stored items, or why there are none to see. */
export function NodeList({ filter, list, selected, onOpen, emptyAction }: Props) {
  const t = useT();
  if (list.nodes && list.nodes.length > 0) {
    return (
      <>
        <Group inset="thumb">
          <ul aria-label={t.files.list}>
            {list.nodes.map((node) => (
              <NodeRow key={node.id} node={node} selected={node.id === selected} onOpen={onOpen} />
            ))}
          </ul>
        </Group>
        {list.hasNextPage && (
          <More
            key={list.nodes.length}
            busy={list.isFetchingNextPage}
            failed={list.isFetchNextPageError}
            ahead="400px"
            onMore={() => void list.fetchNextPage()}
          />
        )}
      </>
    );
  }
  return (
    <Group>
      {list.nodes ? (
        <Notice
          icon={FolderOpen}
          title={emptyText(filter, t)}
          text={filter === "all" ? t.files.emptyHint : undefined}
          action={emptyAction}
        />
      ) : list.error ? (
        <Failure icon={CircleAlert} text={errorText(list.error, t)} onRetry={() => void list.refetch()} />
      ) : (
        <SkeletonRows />
      )}
    </Group>
  );
}
