"use client";
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { Button } from "@/components/Button";
import { cx } from "@/lib/cx";
import { useNotesT } from "@/lib/i18n/notes";
import type { Autosave } from "./autosave";
import { isBlank } from "./model";
import { StateLine } from "./StateLine";
import { useNotesView } from "./store";
import { useView } from "./useNote";

const TITLE_MAX = 200;
const field = "w-full resize-none bg-transparent px-4 outline-none placeholder:text-label-2 lg:px-6";

/** Title and text. Every key press is kept on the device; the server gets it in a moment. */
export function Editor({ autosave, actions }: { autosave: Autosave; actions?: ReactNode }) {
  const words = useNotesT().editor;
  const view = useView(autosave);
  const { mine } = view.note;
  const text = useRef<HTMLTextAreaElement>(null);
  useHeight(text, mine.text);
  useLeaving(autosave);
  useEffect(() => {
    if (isBlank(autosave.note.mine)) text.current?.focus({ preventScroll: true });
  }, [autosave]);
  const onEnter = (event: React.KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    text.current?.focus();
  };
  return (
    <div className="rounded-card bg-card pb-2 shadow-soft focus-within:outline-2 focus-within:outline-separator">
      <div className="flex min-h-11 items-center justify-between gap-3 ps-4 pe-1 lg:ps-6">
        <StateLine view={view} onRetry={() => autosave.retry()} />
        {actions}
      </div>
      {view.note.conflict && <ConflictNotice />}
      <input
        type="text"
        aria-label={words.title}
        placeholder={words.title}
        value={mine.title}
        maxLength={TITLE_MAX}
        autoComplete="off"
        enterKeyHint="next"
        onKeyDown={onEnter}
        onChange={(event) => autosave.type({ title: event.target.value })}
        onBlur={() => autosave.flush()}
        className={cx(field, "min-h-12 text-title font-bold tracking-tight")}
      />
      <textarea
        ref={text}
        aria-label={words.text}
        placeholder={words.textHint}
        value={mine.text}
        onChange={(event) => autosave.type({ text: event.target.value })}
        onBlur={() => autosave.flush()}
        className={cx(
          field,
          "field-sizing-content block min-h-[55dvh] max-w-[70ch] py-2 text-body leading-relaxed",
        )}
      />
    </div>
  );
}

/** Browsers that do not size a field to its content themselves. */
function useHeight(field: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text makes the height
  useLayoutEffect(() => {
    const element = field.current;
    if (!element || CSS.supports?.("field-sizing", "content")) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
}

/** Another page of the app: now. The end of the page: only asked about when the device could not keep it. */
function useLeaving(autosave: Autosave): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => !autosave.snapshot().kept && event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      autosave.flush();
    };
  }, [autosave]);
}

function ConflictNotice() {
  const words = useNotesT().conflict;
  const begin = useNotesView((state) => state.begin);
  return (
    <div role="alert" className="mx-4 mb-2 rounded-button bg-well px-4 pt-3 lg:mx-6">
      <p className="text-sub">{words.notice}</p>
      <div className="-ms-4">
        <Button look="plain" onClick={() => begin("conflict")}>
          {words.open}
        </Button>
      </div>
    </div>
  );
}
