"use client";
import { CircleAlert, FolderOpen, FolderX, SearchX, Star } from "lucide-react";
import type { ReactNode } from "react";
import { ApiError, errorText } from "@/api/problem";
import type { Node } from "@/api/types";
import { ROOT, type Scope } from "@/api/vault";
import { buttonClass } from "@/components/Button";
import { Group } from "@/components/Group";
import { Link } from "@/components/Link";
import { More } from "@/components/More";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { placeOf } from "./model";
import { NodeRow } from "./NodeRow";
import { NodeTile } from "./NodeTile";
import { type Listing as Query, useFolders } from "./queries";
import { useFilesView } from "./store";

type Props = {
  scope: Scope;
  list: Query;
  current: string | null;
  onOpen: (node: Node) => void;
  onGone: (ids: readonly string[]) => void;
  emptyAction: ReactNode;
};

/** What is in the folder or was found, or why there is nothing to see. */
export function Listing({ scope, list, current, onOpen, onGone, emptyAction }: Props) {
  const words = useFilesT().browse;
  const { rows } = list;
  const shown = { current, across: scope.parent_id === undefined, onOpen, onGone };
  const more = list.hasNextPage && (
    <More
      key={list.pageCount}
      busy={list.isFetchingNextPage}
      failed={list.isFetchNextPageError}
      ahead="400px"
      onMore={() => void list.fetchNextPage()}
    />
  );
  if (rows && rows.folders.length + rows.items.length > 0)
    return (
      <>
        <Nodes nodes={rows.folders} label={words.folders} {...shown} />
        <Nodes nodes={rows.items} label={shown.across ? words.found : words.items} {...shown} />
        {more}
      </>
    );
  if (rows && list.hasNextPage)
    return (
      <>
        <Group label={words.looking}>
          <SkeletonRows count={3} />
        </Group>
        {more}
      </>
    );
  return (
    <Group>
      {rows ? (
        <Empty scope={scope} action={emptyAction} />
      ) : list.error ? (
        <Trouble error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <SkeletonRows />
      )}
    </Group>
  );
}

type NodesProps = {
  nodes: readonly Node[];
  label: string;
  current: string | null;
  across: boolean;
} & Pick<Props, "onOpen" | "onGone">;

function Nodes({ nodes, label, current, across, ...does }: NodesProps) {
  const t = useT();
  const layout = useFilesView((state) => state.layout);
  const { folders } = useFolders();
  if (nodes.length === 0) return null;
  const Item = layout === "grid" ? NodeTile : NodeRow;
  const items = nodes.map((node) => (
    <Item
      key={node.id}
      node={node}
      current={node.id === current}
      place={across ? placeOf(node, folders, t.files.title) : null}
      {...does}
    />
  ));
  if (layout === "grid")
    return (
      <ul
        aria-label={label}
        className="mb-5 grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-3 xl:grid-cols-4"
      >
        {items}
      </ul>
    );
  return (
    <Group inset="thumb" label={label}>
      <ul aria-label={label}>{items}</ul>
    </Group>
  );
}

function Empty({ scope, action }: { scope: Scope; action: ReactNode }) {
  const words = useFilesT().browse;
  if (scope.q) return <Notice icon={SearchX} title={words.nothing} text={words.nothingText(scope.q)} />;
  if (scope.type) return <Notice icon={SearchX} title={words.noneOfType} text={words.noneOfTypeText} />;
  if (scope.favourite) return <Notice icon={Star} title={words.noFavourites} text={words.noFavouritesText} />;
  return scope.parent_id === ROOT ? (
    <Notice icon={FolderOpen} title={words.empty} text={words.emptyText} action={action} />
  ) : (
    <Notice icon={FolderOpen} title={words.emptyFolder} action={action} />
  );
}

export function GoneFolder() {
  const words = useFilesT().browse;
  return (
    <Notice
      icon={FolderX}
      title={words.gone}
      text={words.goneText}
      action={
        <Link href="/files/" className={buttonClass("soft", false)}>
          {words.toRoot}
        </Link>
      }
    />
  );
}

function Trouble({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useT();
  if (error instanceof ApiError && error.status === 404) return <GoneFolder />;
  return <Failure icon={CircleAlert} text={errorText(error, t)} onRetry={onRetry} />;
}
