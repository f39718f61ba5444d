"use client";
import { useRef } from "react";
import { errorText } from "@/api/problem";
import type { Node } from "@/api/types";
import { Button } from "@/components/Button";
import { Question } from "@/components/Question";
import { Sheet } from "@/components/Sheet";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { useEmpty, usePurge } from "./queries";
import { useQuestions } from "./store";

/** What cannot be taken back is asked first. The sheet keeps its words while it leaves. */
export function Questions() {
  const t = useT();
  const words = useFilesT().trash;
  const { asked, end } = useQuestions();
  const last = useRef(asked);
  if (asked) last.current = asked;
  const shown = last.current;
  return (
    <Sheet
      open={asked !== null}
      title={shown?.what === "all" ? words.clearTitle : words.purgeTitle}
      closeLabel={t.action.close}
      onClose={end}
    >
      {shown?.what === "one" && <PurgeQuestion key={shown.node.id} node={shown.node} onDone={end} />}
      {shown?.what === "all" && <EmptyQuestion key={String(asked === null)} onDone={end} />}
    </Sheet>
  );
}

function PurgeQuestion({ node, onDone }: { node: Node; onDone: () => void }) {
  const t = useT();
  const words = useFilesT().trash;
  const purge = usePurge();
  const show = useToast((state) => state.show);
  const go = () =>
    purge.mutate(node, {
      onSuccess: () => {
        show(words.purged(node.name));
        onDone();
      },
    });
  return (
    <Question
      text={node.kind === "folder" ? words.purgeFolderText(node.name) : words.purgeText(node.name)}
      error={purge.error && errorText(purge.error, t)}
      onBack={onDone}
    >
      <Button look="danger" wide busy={purge.isPending} onClick={go}>
        {words.purge}
      </Button>
    </Question>
  );
}

function EmptyQuestion({ onDone }: { onDone: () => void }) {
  const t = useT();
  const words = useFilesT().trash;
  const empty = useEmpty();
  const show = useToast((state) => state.show);
  const go = () =>
    empty.mutate(undefined, {
      onSuccess: () => {
        show(words.cleared);
        onDone();
      },
    });
  return (
    <Question
      text={empty.isPending ? words.clearing : words.clearText}
      error={empty.error && errorText(empty.error, t)}
      onBack={onDone}
    >
      <Button look="danger" wide busy={empty.isPending} onClick={go}>
        {words.clearConfirm}
      </Button>
    </Question>
  );
}
