"use client";
import { ChevronLeft, ChevronRight, CircleAlert } from "lucide-react";
import { useState } from "react";
import { errorText } from "@/api/problem";
import type { Revision } from "@/api/types";
import { Button } from "@/components/Button";
import { FormError } from "@/components/Form";
import { Group, Row } from "@/components/Group";
import { Bone, SkeletonRows } from "@/components/Skeleton";
import { Failure } from "@/components/State";
import { useToast } from "@/components/Toast";
import { formatMoment } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useNotesT } from "@/lib/i18n/notes";
import type { TaskProps } from "./NoteSheet";
import { Unsaved, useGoBack, useRevision, useRevisions } from "./queries";
import { useNoteId } from "./useNote";

/** Earlier versions: to be read, and to go back to. */
export default function History(props: TaskProps) {
  const [shown, show] = useState<Revision | null>(null);
  const id = useNoteId(props.autosave);
  if (id === null) return null;
  return shown ? (
    <OldVersion {...props} id={id} revision={shown} onBack={() => show(null)} />
  ) : (
    <Versions id={id} onOpen={show} />
  );
}

function Versions({ id, onOpen }: { id: string; onOpen: (revision: Revision) => void }) {
  const t = useT();
  const words = useNotesT().history;
  const language = useLanguage();
  const list = useRevisions(id);
  if (!list.data)
    return (
      <Group label={words.title}>
        {list.error ? (
          <Failure icon={CircleAlert} text={errorText(list.error, t)} onRetry={() => void list.refetch()} />
        ) : (
          <SkeletonRows count={3} />
        )}
      </Group>
    );
  const earlier = list.data.filter(({ current }) => !current);
  return (
    <Group label={words.title} footer={words.text}>
      {earlier.map((revision) => (
        <Row
          key={revision.rev_id}
          label={formatMoment(revision.created_at, language)}
          detail={revision.device_name}
          trailing={<ChevronRight aria-hidden="true" size={20} strokeWidth={1.5} />}
          onClick={() => onOpen(revision)}
        />
      ))}
      {earlier.length === 0 && <p className="px-4 py-6 text-center text-sub text-label-2">{words.empty}</p>}
    </Group>
  );
}

type OldProps = TaskProps & { id: string; revision: Revision; onBack: () => void };

function OldVersion({ id, revision, autosave, onBack, onDone }: OldProps) {
  const t = useT();
  const words = useNotesT();
  const language = useLanguage();
  const old = useRevision(id, revision.rev_id);
  const goBack = useGoBack(autosave);
  const show = useToast((state) => state.show);
  const restore = () =>
    goBack.mutate(revision.rev_id, {
      onSuccess: () => {
        onDone();
        show(words.history.restored);
      },
    });
  const problem =
    goBack.error instanceof Unsaved ? words.history.unsaved : goBack.error && errorText(goBack.error, t);
  return (
    <div className="pb-2">
      <div className="-mt-2 -ms-4">
        <Button
          look="plain"
          icon={<ChevronLeft aria-hidden="true" size={20} strokeWidth={1.5} />}
          onClick={onBack}
        >
          {words.history.back}
        </Button>
      </div>
      <section
        aria-label={words.history.view(formatMoment(revision.created_at, language))}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
        tabIndex={0}
        className="mt-1 mb-4 max-h-[45dvh] overflow-auto rounded-card bg-card p-4 shadow-soft"
      >
        <p className="mb-2 text-foot text-label-2">{formatMoment(revision.created_at, language)}</p>
        {old.data ? (
          <>
            <h3 className="text-body font-semibold">{old.data.title.trim() || words.untitled}</h3>
            <p className="mt-2 text-body whitespace-pre-wrap">{old.data.text || words.history.blank}</p>
          </>
        ) : old.error ? (
          <Failure icon={CircleAlert} text={errorText(old.error, t)} onRetry={() => void old.refetch()} />
        ) : (
          <div role="status" className="space-y-3">
            <span className="sr-only">{t.app.loading}</span>
            <Bone className="h-5 w-1/2" />
            <Bone className="h-4 w-full" />
            <Bone className="h-4 w-3/4" />
          </div>
        )}
      </section>
      <FormError text={problem} />
      <Button wide busy={goBack.isPending} disabled={!old.data} onClick={restore}>
        {words.history.restore}
      </Button>
    </div>
  );
}
