"use client";
import { useRef } from "react";
import { PROVIDER_NAMES } from "@/api/connect";
import type { Connection } from "@/api/types";
import { Sheet } from "@/components/Sheet";
import { useT } from "@/lib/i18n";
import { type ConnectTexts, useConnectT } from "@/lib/i18n/connect";
import { DisconnectQuestion } from "./DisconnectQuestion";
import { grantsOf } from "./model";
import { PropertyChoice } from "./PropertyChoice";
import { ShareQuestion } from "./ShareSwitch";
import { type Task, useTasks } from "./store";

const titleOf = (task: Task, { provider }: Connection, t: ConnectTexts): string => {
  const name = PROVIDER_NAMES[provider];
  if (task === "property") return t.property.title;
  if (task === "share") return t.consent.title;
  return grantsOf(provider) ? t.disconnect.title(name) : t.disconnect.titleErase(name);
};

/** The one sheet of the screen; it keeps its content while it leaves. */
export function TaskSheet({ connections }: { connections: readonly Connection[] }) {
  const t = useT();
  const words = useConnectT();
  const { open, end } = useTasks();
  const connection = connections.find(({ id }) => id === open?.id);
  const last = useRef<{ task: Task; connection: Connection } | null>(null);
  if (open && connection) last.current = { task: open.task, connection };
  const shown = last.current;
  return (
    <Sheet
      open={open !== null && connection !== undefined}
      title={shown ? titleOf(shown.task, shown.connection, words) : words.connections.title}
      closeLabel={t.action.close}
      onClose={end}
    >
      {shown && <Content key={`${shown.task}${open === null}`} {...shown} onDone={end} />}
    </Sheet>
  );
}

function Content({ task, ...rest }: { task: Task; connection: Connection; onDone: () => void }) {
  if (task === "property") return <PropertyChoice {...rest} />;
  if (task === "share") return <ShareQuestion {...rest} />;
  return <DisconnectQuestion {...rest} />;
}
