"use client";
import { Download, FolderInput, type LucideIcon, Star, StarOff, Trash2 } from "lucide-react";
import { useEffect } from "react";
import type { Node } from "@/api/types";
import { Button } from "@/components/Button";
import { cx } from "@/lib/cx";
import { useFilesT } from "@/lib/i18n/files";
import { useFocusBack } from "@/lib/rowFocus";
import { useDeeds, useDownload } from "./changes";
import { isFolder } from "./model";
import { useSelection, useTasks } from "./store";

/** In the place of the toolbar: how many, all or none, and the end. */
export function SelectionHead({ nodes }: { nodes: readonly Node[] }) {
  const words = useFilesT().select;
  const { ids, set, end } = useSelection();
  useEffect(() => {
    const leave = (event: KeyboardEvent) =>
      event.key === "Escape" && !document.querySelector("dialog[open]") && end();
    window.addEventListener("keydown", leave);
    return () => window.removeEventListener("keydown", leave);
  }, [end]);
  const bar = useFocusBack<HTMLDivElement>(nodes.find(({ id }) => ids?.has(id))?.id);
  // What began the selection has made room for this.
  useEffect(() => {
    if (document.activeElement === document.body) bar.current?.querySelector("button")?.focus();
  }, [bar]);
  const all = nodes.length > 0 && nodes.every(({ id }) => ids?.has(id));
  return (
    <div ref={bar} className="mb-3 flex items-center gap-2">
      <Button look="plain" onClick={() => set(all ? [] : nodes.map(({ id }) => id))}>
        {all ? words.none : words.all}
      </Button>
      <p role="status" className="min-w-0 flex-1 text-center text-sub font-medium tabular-nums">
        {words.count(ids?.size ?? 0)}
      </p>
      <Button look="plain" onClick={end}>
        {words.end}
      </Button>
    </div>
  );
}

/** Over the tab bar of a phone: what can be done with everything that is selected. */
export function SelectionBar({ nodes }: { nodes: readonly Node[] }) {
  const words = useFilesT().select;
  const { ids, end } = useSelection();
  const begin = useTasks((state) => state.begin);
  const deeds = useDeeds();
  const download = useDownload();
  const chosen = nodes.filter(({ id }) => ids?.has(id));
  const bar = useFocusBack<HTMLDivElement>(chosen[0]?.id);
  const one = chosen.length === 1 ? chosen[0] : undefined;
  const allFavourites = chosen.length > 0 && chosen.every(({ favourite }) => favourite);
  const over = (deed: () => unknown) => () => {
    deed();
    end();
  };
  const chosenIds = chosen.map(({ id }) => id);
  const fetchAll = () =>
    one && !isFolder(one) ? download.mutate(one, { onSuccess: end }) : begin("zip", chosenIds);
  const none = chosen.length === 0;
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={words.bar}
      className="fixed inset-x-0 bottom-0 z-20 bg-bar pb-(--safe-bottom) shadow-[0_-0.5px_0_var(--separator)] backdrop-blur-xl backdrop-saturate-150 lg:left-64"
    >
      <div className="mx-auto flex h-(--tabs) max-w-lg">
        <Deed
          icon={allFavourites ? StarOff : Star}
          label={words.favourite}
          disabled={none}
          onClick={over(() => deeds.favourite(chosen, !allFavourites))}
        />
        <Deed
          icon={FolderInput}
          label={words.move}
          disabled={none}
          onClick={() => begin("move", chosenIds)}
        />
        <Deed
          icon={Download}
          label={words.download}
          disabled={none || download.isPending}
          onClick={fetchAll}
        />
        <Deed
          bad
          icon={Trash2}
          label={words.trash}
          disabled={none}
          onClick={over(() => deeds.trash(chosen))}
        />
      </div>
    </div>
  );
}

type DeedProps = { icon: LucideIcon; label: string; disabled: boolean; bad?: boolean; onClick: () => void };

function Deed({ icon: Icon, label, disabled, bad, onClick }: DeedProps) {
  return (
    <button
      type="button"
      disabled={disabled}
      onClick={onClick}
      className={cx(
        "flex min-h-11 flex-1 flex-col items-center justify-center gap-0.5 rounded-button text-tab font-medium transition-opacity duration-200 active:opacity-60 disabled:opacity-45",
        bad ? "text-bad" : "text-accent",
      )}
    >
      <Icon aria-hidden="true" size={24} strokeWidth={1.5} />
      {label}
    </button>
  );
}
