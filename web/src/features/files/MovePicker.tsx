"use client";
import { ChevronRight, CornerLeftUp, Folder, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { errorText } from "@/api/problem";
import type { Node } from "@/api/types";
import { folderOf, ROOT } from "@/api/vault";
import { Button } from "@/components/Button";
import { Group, Row } from "@/components/Group";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure } from "@/components/State";
import { useLanguage, useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { useDeeds } from "./changes";
import { foldersIn, isBelow, pathTo } from "./model";
import { useFolders } from "./queries";
import { useSelection } from "./store";

type Props = { nodes: readonly Node[]; from: string; onDone: () => void };

/** The open folder, unless that is one of the items or below one. */
function startOf(folders: readonly Node[], nodes: readonly Node[], from: string): string {
  const moved = new Set(nodes.map(({ id }) => id));
  const own = nodes[0] ? folderOf(nodes[0]) : ROOT;
  return [from, own].find((id) => !isBelow(folders, id, moved)) ?? ROOT;
}

const icon = { "aria-hidden": true, size: 22, strokeWidth: 1.5, className: "text-accent" } as const;

/** Walks through the folders to where the items are to go; the items themselves are no place to go to. */
export function MovePicker({ nodes, from, onDone }: Props) {
  const t = useT();
  const words = useFilesT().deed;
  const language = useLanguage();
  const tree = useFolders();
  const deeds = useDeeds();
  const endSelection = useSelection((state) => state.end);
  const moved = new Set(nodes.map(({ id }) => id));
  const [at, setAt] = useState<string | null>(null);
  const place = at ?? startOf(tree.folders, nodes, from);
  const path = pathTo(tree.folders, place);
  const here = path.at(-1);
  const name = here?.name ?? t.files.title;
  const inside = foldersIn(tree.folders, place, "name", language).filter(({ id }) => !moved.has(id));
  const isHere = nodes.every((node) => folderOf(node) === place);
  const go = () => {
    onDone();
    endSelection();
    void deeds.move(
      nodes.filter((node) => folderOf(node) !== place),
      place,
      name,
    );
  };
  if (tree.isPending) return <SkeletonRows count={3} />;
  if (tree.error && !tree.data)
    return (
      <Failure icon={TriangleAlert} text={errorText(tree.error, t)} onRetry={() => void tree.refetch()} />
    );
  return (
    <div className="pb-2">
      <Group title={name} inset="icon">
        {here && (
          <Row
            icon={<CornerLeftUp {...icon} />}
            label={path.at(-2)?.name ?? t.files.title}
            detail={words.up}
            onClick={() => setAt(folderOf(here))}
          />
        )}
        {inside.map((folder) => (
          <Row
            key={folder.id}
            icon={<Folder {...icon} />}
            label={folder.name}
            trailing={<ChevronRight aria-hidden="true" size={20} strokeWidth={1.5} />}
            onClick={() => setAt(folder.id)}
          />
        ))}
        {inside.length === 0 && <p className="px-4 py-3.5 text-sub text-label-2">{words.noFolders}</p>}
      </Group>
      <Button wide disabled={isHere || nodes.length === 0} onClick={go}>
        {isHere ? words.isHere : words.moveHere}
      </Button>
    </div>
  );
}
