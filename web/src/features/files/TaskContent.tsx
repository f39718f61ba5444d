"use client";
import { Archive } from "./Archive";
import { MovePicker } from "./MovePicker";
import { FolderForm, RenameForm } from "./NameForms";
import { NodeMenu } from "./NodeMenu";
import { ShareSheet } from "./ShareSheet";
import { useTasks } from "./store";
import type { Shown, TaskProps } from "./TaskSheet";
import { Versions } from "./Versions";

type Props = Pick<TaskProps, "folder" | "onGone"> & { shown: Shown };

/** The inside of the sheet. */
export default function TaskContent({ shown: { task, nodes }, folder, onGone }: Props) {
  const end = useTasks((state) => state.end);
  if (task === "zip") return <Archive nodes={nodes} />;
  if (task === "new") return <FolderForm folder={folder} onDone={end} />;
  if (task === "move") return <MovePicker nodes={nodes} from={folder} onDone={end} />;
  const [node] = nodes;
  if (!node) return null;
  if (task === "rename") return <RenameForm node={node} onDone={end} />;
  if (task === "versions") return <Versions node={node} onDone={end} />;
  if (task === "share") return <ShareSheet node={node} />;
  return <NodeMenu node={node} onDone={end} onGone={onGone} />;
}
