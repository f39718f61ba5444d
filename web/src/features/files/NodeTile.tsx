"use client";
import { Ellipsis } from "lucide-react";
import { NodeIcon } from "@/components/NodeIcon";
import { Thumb } from "@/components/Thumb";
import { useSeen } from "@/lib/browser";
import { cx } from "@/lib/cx";
import { useLanguage } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { subtitle } from "./model";
import { Favourite, type ItemProps, Tick, useItemButton } from "./NodeRow";
import { useRowPicture } from "./queries";
import { useTasks } from "./store";

/** An item as a card: its picture, with the name and the size below. */
export function NodeTile(item: ItemProps) {
  const { node, current } = item;
  const words = useFilesT().browse;
  const language = useLanguage();
  const begin = useTasks((state) => state.begin);
  const [ref, seen] = useSeen<HTMLLIElement>();
  const { url, thumbhash } = useRowPicture(node, seen);
  const { selecting, chosen, props } = useItemButton(item);
  return (
    <li ref={ref} data-row={node.id} className="relative">
      <button
        type="button"
        {...props}
        className={cx(
          "block w-full rounded-card bg-card p-1.5 pb-2 text-start shadow-soft transition-opacity duration-200 active:opacity-70",
          (chosen || current) && "outline-3 -outline-offset-3 outline-accent",
        )}
      >
        <Thumb
          url={url}
          thumbhash={thumbhash}
          alt=""
          fallback={<NodeIcon large kind={node.kind} mime={node.mime} />}
          className="aspect-square w-full rounded-[0.625rem] bg-well"
        />
        <span className="mt-1.5 flex items-center gap-1 px-1 text-sub">
          <span className="truncate">{node.name}</span>
          {node.favourite && <Favourite />}
        </span>
        <span className="block truncate px-1 text-foot text-label-2 tabular-nums">
          {subtitle(node, new Date(), language)}
        </span>
      </button>
      {selecting ? (
        <span className="pointer-events-none absolute end-3 top-3">
          <Tick chosen={chosen} />
        </span>
      ) : (
        <button
          type="button"
          aria-label={words.more(node.name)}
          onClick={() => begin("menu", [node.id])}
          className="absolute end-1 top-1 flex size-11 items-center justify-center rounded-full active:opacity-60"
        >
          <span className="flex size-7 items-center justify-center rounded-full bg-bar text-label shadow-soft">
            <Ellipsis aria-hidden="true" size={18} strokeWidth={2} />
          </span>
        </button>
      )}
    </li>
  );
}
