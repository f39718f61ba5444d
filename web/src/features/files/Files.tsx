"use client";
import { Ellipsis, FileSearch, FolderPlus } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import type { Node } from "@/api/types";
import { ROOT } from "@/api/vault";
import { IconButton } from "@/components/IconButton";
import { Screen } from "@/components/Screen";
import { Sheet } from "@/components/Sheet";
import { Notice } from "@/components/State";
import { VaultSections } from "@/components/VaultSections";
import { useWide } from "@/lib/browser";
import { cx } from "@/lib/cx";
import { useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { keepsFocus } from "@/lib/rowFocus";
import { useSettled } from "@/lib/useSettled";
import { addressOf, useAddress } from "./address";
import { Breadcrumbs } from "./Breadcrumbs";
import { GoneFolder, Listing } from "./Listing";
import { scopeOf } from "./model";
import { NodeDetail } from "./NodeDetail";
import { useListing, useNode, usePlace } from "./queries";
import { SelectionBar, SelectionHead } from "./SelectionBar";
import { useFilesView, useFilter, useSelection, useTasks } from "./store";
import { type TaskProps, TaskSheet } from "./TaskSheet";
import { Toolbar } from "./Toolbar";

type Props = {
  /** What is picked goes into the folder. */
  uploadButton: (folder: string) => ReactNode;
  emptyAction: (folder: string) => ReactNode;
  uploads: ReactNode;
  /** The ZIPs that were asked for. */
  archives: ReactNode;
} & Pick<TaskProps, "zip" | "newVersion">;

const TYPING_MS = 300;

/** Folders and files; the open item stands beside the list when there is room, else in a sheet. */
export function Files({ uploadButton, emptyAction, uploads, archives, ...tasks }: Props) {
  const t = useT();
  const { folder, id, open, close, enter } = useAddress();
  const place = usePlace(folder);
  const scope = useScope(folder);
  const list = useListing(scope);
  const nodes = useMemo(() => [...(list.rows?.folders ?? []), ...(list.rows?.items ?? [])], [list.rows]);
  const { node, missing } = useNode(id, list.rows ? nodes : undefined);
  const selecting = useSelection((state) => state.ids !== null);
  const above = place.path.at(-2);
  const up = place.folder && { href: addressOf(above?.id ?? ROOT), label: above?.name ?? t.files.title };
  const known = [...nodes, ...place.path, ...(node ? [node] : [])];
  const onGone = (ids: readonly string[]) => {
    if (ids.includes(folder)) enter(above?.id ?? ROOT);
    else if (id && ids.includes(id)) close();
  };
  return (
    <Screen
      title={place.folder?.name ?? t.files.title}
      {...(up ? { back: up } : {})}
      action={<Actions folder={place.folder} missing={place.missing} uploadButton={uploadButton(folder)} />}
    >
      {folder === ROOT && <VaultSections current="files" />}
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start lg:gap-8">
        <div className="min-w-0">
          <Breadcrumbs path={place.path} />
          {place.missing ? (
            <GoneFolder />
          ) : (
            <>
              {selecting ? (
                <SelectionHead nodes={nodes} />
              ) : (
                <Toolbar scope={scope} selectable={nodes.length > 0} />
              )}
              {archives}
              <div className="peer">{uploads}</div>
              {/* What is on its way says enough while nothing is here yet. */}
              <div
                ref={keepsFocus}
                className={cx(
                  "outline-none",
                  nodes.length === 0 && scope.parent_id && "peer-not-empty:hidden",
                )}
              >
                <Listing
                  scope={scope}
                  list={list}
                  current={id}
                  onOpen={open}
                  onGone={onGone}
                  emptyAction={emptyAction(folder)}
                />
              </div>
            </>
          )}
        </div>
        <Detail id={id} node={node} missing={missing} onClose={close} />
      </div>
      {selecting && (
        <>
          {/* The room that a phone's tab bar has anyway. */}
          <div className="hidden h-(--tabs) lg:block" />
          <SelectionBar nodes={nodes} />
        </>
      )}
      <TaskSheet folder={folder} known={known} onGone={onGone} {...tasks} />
    </Screen>
  );
}

/** What is shown of which folder; another folder begins without search, filters and selection. */
function useScope(folder: string) {
  const sort = useFilesView((state) => state.sort);
  const { q, favourites, type, search, setFavourites, setType } = useFilter();
  const end = useSelection((state) => state.end);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each folder
  useEffect(() => {
    search("");
    setFavourites(false);
    setType(null);
    return end;
  }, [folder]);
  const settled = useSettled(q, TYPING_MS);
  // An emptied field is done at once.
  const text = q === "" ? "" : settled;
  return useMemo(
    () => scopeOf({ folder, q: text, favourites, type, sort }),
    [folder, text, favourites, type, sort],
  );
}

type ActionsProps = { folder: Node | null; missing: boolean; uploadButton: ReactNode };

/** On a wide screen the bar's buttons end where the list does: the detail column and its gap make 24rem. */
function Actions({ folder, missing, uploadButton }: ActionsProps) {
  const words = useFilesT();
  const begin = useTasks((state) => state.begin);
  if (missing) return null;
  return (
    <div className="flex items-center lg:me-96">
      <IconButton
        icon={Ellipsis}
        label={folder ? words.browse.more(folder.name) : words.vault.options}
        onClick={() => (folder ? begin("menu", [folder.id]) : begin("vault"))}
      />
      <IconButton icon={FolderPlus} label={words.deed.newFolder} onClick={() => begin("new")} />
      <span className="ms-1">{uploadButton}</span>
    </div>
  );
}

type DetailProps = { id: string | null; node: Node | undefined; missing: boolean; onClose: () => void };

function Detail({ id, node, missing, onClose }: DetailProps) {
  const t = useT();
  const words = useFilesT().item;
  const wide = useWide();
  const held = useHeld(node);
  if (wide)
    return (
      <aside aria-label={words.details} className="sticky top-20 rounded-card">
        {node ? (
          <>
            <h2 className="mb-3 px-1 text-title font-bold tracking-tight wrap-anywhere">{node.name}</h2>
            <NodeDetail key={node.id} node={node} />
          </>
        ) : (
          <Notice icon={FileSearch} title={missing ? words.gone : words.choose} />
        )}
      </aside>
    );
  return (
    <Sheet
      open={id !== null && (node !== undefined || missing)}
      title={held?.name ?? words.details}
      closeLabel={t.action.close}
      onClose={onClose}
    >
      {held && !missing ? (
        <NodeDetail key={held.id} node={held} />
      ) : (
        <Notice icon={FileSearch} title={words.gone} />
      )}
    </Sheet>
  );
}

/** The last item shown: a sheet on its way out keeps its content. */
function useHeld(node: Node | undefined): Node | undefined {
  const last = useRef(node);
  if (node) last.current = node;
  return node ?? last.current;
}
