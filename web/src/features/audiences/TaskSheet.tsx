"use client";
import { useRef } from "react";
import type { NamedAudience } from "@/api/types";
import { Sheet } from "@/components/Sheet";
import { audienceName } from "@/lib/audienceName";
import { useT } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { useProfileT } from "@/lib/i18n/profile";
import { Details } from "./Details";
import { Editor } from "./Editor";
import { type Task, useTasks } from "./store";

type Shown = { task: Task; audience: NamedAudience | null };

/** The one sheet of the screen; it keeps its content while it leaves. */
export function TaskSheet({ audiences }: { audiences: readonly NamedAudience[] }) {
  const t = useT();
  const words = useProfileT().audiences;
  const match = useMatchT();
  const { open, end } = useTasks();
  const audience = audiences.find(({ id }) => id === open?.id) ?? null;
  const last = useRef<Shown>({ task: "edit", audience: null });
  const there = open !== null && (open.id === null || audience !== null);
  if (there) last.current = { task: open.task, audience };
  const shown = last.current;
  return (
    <Sheet
      open={there}
      title={shown.audience ? audienceName(shown.audience, match) : words.add}
      closeLabel={t.action.close}
      onClose={end}
    >
      <Content
        key={`${shown.task}${shown.audience?.id}${there}`}
        {...shown}
        audiences={audiences}
        onDone={end}
      />
    </Sheet>
  );
}

type ContentProps = Shown & { audiences: readonly NamedAudience[]; onDone: () => void };

function Content({ task, audience, audiences, onDone }: ContentProps) {
  if (task === "details" && audience) return <Details audience={audience} onDone={onDone} />;
  return <Editor audience={audience} audiences={audiences} onDone={onDone} />;
}
