"use client";
import type { NewArchive, Node } from "@/api/types";
import { ROOT } from "@/api/vault";
import { Everything } from "./Everything";
import { MovePicker } from "./MovePicker";
import { MyShares } from "./MyShares";
import { isFolder } from "./model";
import { FolderForm, RenameForm } from "./NameForms";
import { NodeMenu } from "./NodeMenu";
import { ShareSheet } from "./ShareSheet";
import { useSelection, useTasks } from "./store";
import type { Shown, TaskProps } from "./TaskSheet";
import { VaultMenu } from "./VaultMenu";
import { Versions } from "./Versions";

type Props = Omit<TaskProps, "known"> & { shown: Shown };

/** One folder gives the ZIP its name and is not in it itself. */
function wishOf(nodes: readonly Node[]): NewArchive {
  const [only] = nodes;
  return nodes.length === 1 && only && isFolder(only)
    ? { folder_id: only.id }
    : { node_ids: nodes.map(({ id }) => id) };
}

/** The inside of the sheet. */
export default function TaskContent({ shown: { task, nodes }, folder, zip, newVersion, onGone }: Props) {
  const end = useTasks((state) => state.end);
  const endSelection = useSelection((state) => state.end);
  if (task === "zip") return zip(wishOf(nodes), endSelection);
  if (task === "vault") return <VaultMenu />;
  if (task === "everything") return <Everything>{zip({ folder_id: ROOT }, endSelection)}</Everything>;
  if (task === "shares") return <MyShares />;
  if (task === "new") return <FolderForm folder={folder} onDone={end} />;
  if (task === "move") return <MovePicker nodes={nodes} from={folder} onDone={end} />;
  const [node] = nodes;
  if (!node) return null;
  if (task === "rename") return <RenameForm node={node} onDone={end} />;
  if (task === "versions") return <Versions node={node} newVersion={newVersion} onDone={end} />;
  if (task === "share") return <ShareSheet node={node} />;
  return <NodeMenu node={node} onDone={end} onGone={onGone} />;
}
