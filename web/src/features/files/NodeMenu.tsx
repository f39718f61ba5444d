"use client";
import {
  Download,
  FileArchive,
  FolderInput,
  History,
  Link2,
  type LucideIcon,
  PencilLine,
  Star,
  StarOff,
  Trash2,
} from "lucide-react";
import type { Node } from "@/api/types";
import { Group, Row } from "@/components/Group";
import { useFilesT } from "@/lib/i18n/files";
import { useDeeds, useDownload } from "./changes";
import { isFolder } from "./model";
import { type Task, useTasks } from "./store";

type Props = { node: Node; onDone: () => void; onGone: (ids: readonly string[]) => void };

/** Everything that can be done with one item. */
export function NodeMenu({ node, onDone, onGone }: Props) {
  const words = useFilesT();
  const begin = useTasks((state) => state.begin);
  const deeds = useDeeds();
  const download = useDownload();
  const folder = isFolder(node);
  const to = (task: Task) => () => begin(task, [node.id]);
  const favourite = () => {
    onDone();
    void deeds.favourite([node], !node.favourite);
  };
  const trash = () => {
    onDone();
    onGone([node.id]);
    void deeds.trash([node]);
  };
  return (
    <>
      <Group inset="icon">
        {folder ? (
          <Deed icon={FileArchive} label={words.deed.zip} onClick={to("zip")} />
        ) : (
          <Deed
            icon={Download}
            label={words.item.download}
            busy={download.isPending}
            onClick={() => download.mutate(node, { onSuccess: onDone })}
          />
        )}
        {node.kind !== "note" && <Deed icon={Link2} label={words.deed.share} onClick={to("share")} />}
        <Deed
          icon={node.favourite ? StarOff : Star}
          label={node.favourite ? words.deed.unfavourite : words.deed.favourite}
          onClick={favourite}
        />
      </Group>
      <Group inset="icon">
        <Deed icon={PencilLine} label={words.deed.rename} onClick={to("rename")} />
        <Deed icon={FolderInput} label={words.deed.move} onClick={to("move")} />
        {!folder && <Deed icon={History} label={words.deed.versions} onClick={to("versions")} />}
      </Group>
      <Group inset="icon">
        <Row
          icon={<Trash2 aria-hidden="true" size={22} strokeWidth={1.5} className="text-bad" />}
          tone="bad"
          label={words.deed.trash}
          onClick={trash}
        />
      </Group>
    </>
  );
}

type DeedProps = { icon: LucideIcon; label: string; busy?: boolean; onClick: () => void };

export const Deed = ({ icon: Icon, label, busy = false, onClick }: DeedProps) => (
  <Row
    icon={<Icon aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
    label={label}
    busy={busy}
    onClick={onClick}
  />
);
