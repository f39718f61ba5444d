"use client";
import { Check, CircleCheck, Ellipsis, Star } from "lucide-react";
import type { Node } from "@/api/types";
import { IconButton } from "@/components/IconButton";
import { NodeIcon } from "@/components/NodeIcon";
import { Swipe } from "@/components/Swipe";
import { Thumb } from "@/components/Thumb";
import { useSeen } from "@/lib/browser";
import { cx } from "@/lib/cx";
import { useLanguage } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { isFolder, subtitle } from "./model";
import { useRowPicture } from "./queries";
import { useRowActions } from "./rowActions";
import { useSelection, useTasks } from "./store";

export type ItemProps = {
  node: Node;
  /** Open beside the list. */
  current: boolean;
  /** The folder it stands in, where the list goes across folders. */
  place: string | null;
  onOpen: (node: Node) => void;
  onGone: (ids: readonly string[]) => void;
};

/** Opens, or while a selection is made, takes in and out. */
export function useItemButton({ node, current, onOpen }: ItemProps) {
  const words = useFilesT().browse;
  const ids = useSelection((state) => state.ids);
  const toggle = useSelection((state) => state.toggle);
  const chosen = ids?.has(node.id) ?? false;
  const props = ids
    ? {
        role: "checkbox",
        "aria-checked": chosen,
        "aria-label": words.pick(node.name),
        onClick: () => toggle(node.id),
      }
    : { "aria-current": current ? ("true" as const) : undefined, onClick: () => onOpen(node) };
  return { selecting: ids !== null, chosen, props };
}

export function NodeRow(item: ItemProps) {
  const { node, current, place } = item;
  const words = useFilesT().browse;
  const begin = useTasks((state) => state.begin);
  const { selecting, chosen, props } = useItemButton(item);
  const actions = useRowActions(item);
  return (
    <li
      data-row={node.id}
      className={cx("hairline", selecting && "[--inset:7rem]", (chosen || current) && "lg:bg-accent-soft")}
    >
      <Swipe actions={actions} off={selecting} className="flex items-center">
        <button
          type="button"
          {...props}
          className="flex min-h-16 min-w-0 flex-1 items-center gap-4 py-2.5 ps-4 text-start transition-colors duration-200 active:bg-pressed focus-visible:-outline-offset-3"
        >
          {selecting && <Tick chosen={chosen} />}
          <RowPicture node={node} />
          <span className="min-w-0 flex-1">
            <span className="flex items-center gap-1.5 text-body">
              <span className="truncate">{node.name}</span>
              {node.favourite && <Favourite />}
            </span>
            <RowFacts node={node} place={place} />
          </span>
        </button>
        {selecting ? (
          <span className="w-4" />
        ) : (
          <span className="ps-1 pe-1.5">
            <IconButton
              icon={Ellipsis}
              label={words.more(node.name)}
              onClick={() => begin("menu", [node.id])}
            />
          </span>
        )}
      </Swipe>
    </li>
  );
}

function RowFacts({ node, place }: Pick<ItemProps, "node" | "place">) {
  const words = useFilesT().browse;
  const language = useLanguage();
  const facts = subtitle(node, new Date(), language);
  return (
    <span className="flex items-center gap-1 text-foot text-label-2 tabular-nums">
      {!isFolder(node) && (
        <>
          <CircleCheck aria-hidden="true" size={14} strokeWidth={2} className="shrink-0 text-good" />
          <span className="sr-only">{words.backedUp}</span>
        </>
      )}
      <span className="truncate">
        {facts}
        {place && ` · ${place}`}
      </span>
    </span>
  );
}

export function Favourite() {
  const words = useFilesT().browse;
  return (
    <span className="shrink-0">
      <Star aria-hidden="true" size={14} strokeWidth={1.5} className="fill-warn text-warn" />
      <span className="sr-only">{words.favourite}</span>
    </span>
  );
}

/** Chosen or not, by a sign and not by colour alone. */
export function Tick({ chosen }: { chosen: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "flex size-6 shrink-0 items-center justify-center rounded-full transition-colors duration-200",
        chosen ? "bg-accent-fill text-on-accent" : "bg-card ring-2 ring-off ring-inset",
      )}
    >
      {chosen && <Check size={16} strokeWidth={2.5} />}
    </span>
  );
}

function RowPicture({ node }: { node: Node }) {
  const [ref, seen] = useSeen<HTMLSpanElement>();
  const { url, thumbhash } = useRowPicture(node, seen);
  return (
    <span ref={ref} className="size-10 shrink-0">
      <Thumb
        url={url}
        thumbhash={thumbhash}
        alt=""
        fallback={<NodeIcon kind={node.kind} mime={node.mime} />}
        className="size-10 rounded-lg"
      />
    </span>
  );
}
