"use client";
import { lazy, type ReactNode, Suspense, useRef } from "react";
import type { NewArchive, Node } from "@/api/types";
import { Sheet } from "@/components/Sheet";
import { SkeletonRows } from "@/components/Skeleton";
import { useT } from "@/lib/i18n";
import { type FilesTexts, useFilesT } from "@/lib/i18n/files";
import { type Task, useTasks } from "./store";

/** All that is done in sheets comes with the first of them. */
const TaskContent = lazy(() => import("./TaskContent"));

export type TaskProps = {
  /** The open folder. */
  folder: string;
  /** Those that are on the screen. */
  known: readonly Node[];
  /** Makes a ZIP as soon as it is shown. */
  zip: (wish: NewArchive, onBegun: () => void) => ReactNode;
  /** Puts a file over another one as its next version. */
  newVersion: (node: Node) => ReactNode;
  /** They are no longer where the screen shows them. */
  onGone: (ids: readonly string[]) => void;
};
export type Shown = { task: Task; nodes: readonly Node[]; turn: number };

const titleOf = ({ task, nodes }: Shown, words: FilesTexts): string => {
  if (task === "new") return words.deed.newFolder;
  if (task === "rename") return words.deed.rename;
  if (task === "move") return words.deed.moveTitle(nodes.length);
  if (task === "versions") return words.versions.title;
  if (task === "share") return words.share.title;
  if (task === "vault") return words.vault.options;
  if (task === "everything") return words.vault.download;
  if (task === "shares") return words.share.mine;
  return task === "zip" ? words.deed.zip : (nodes[0]?.name ?? "");
};

/** The one sheet of tasks on the screen; it keeps its content while it leaves. */
export function TaskSheet({ known, ...parts }: TaskProps) {
  const t = useT();
  const words = useFilesT();
  const { open, end } = useTasks();
  const last = useRef<Shown>({ task: "menu", nodes: [], turn: 0 });
  if (open) {
    const nodes = open.ids.flatMap((id) => {
      const now = known.find((node) => node.id === id) ?? last.current.nodes.find((node) => node.id === id);
      return now ? [now] : [];
    });
    last.current = { task: open.task, nodes, turn: open.turn };
  }
  const shown = last.current;
  return (
    <Sheet open={open !== null} title={titleOf(shown, words)} closeLabel={t.action.close} onClose={end}>
      {shown.turn > 0 && (
        <Suspense fallback={<SkeletonRows count={3} />}>
          <TaskContent key={shown.turn} shown={shown} {...parts} />
        </Suspense>
      )}
    </Sheet>
  );
}
