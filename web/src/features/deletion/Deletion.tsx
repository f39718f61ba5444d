"use client";
import { CircleCheck, Clock, SearchX, TriangleAlert } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { ApiError, errorText } from "@/api/problem";
import type { Deletion as Answer } from "@/api/types";
import { Mark } from "@/components/Mark";
import { Spinner } from "@/components/Spinner";
import { Failure, Notice } from "@/components/State";
import { formatMoment } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useNoticesT } from "@/lib/i18n/notices";
import { fetchDeletion } from "./queries";

/** The page Meta sends a person to: whether what they asked to be erased is gone. */
export function Deletion() {
  const words = useNoticesT().deletion;
  const code = useSearchParams().get("code") ?? "";
  useEffect(() => {
    document.title = `${words.title} · Infofluencer`;
  }, [words]);
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col px-6 pt-[calc(var(--safe-top)+4rem)] pb-8">
      <Mark className="mb-8 size-16" />
      <h1 className="mb-5 text-large font-bold tracking-tight text-balance">{words.title}</h1>
      <div className="rounded-card bg-card shadow-soft">
        <Status code={code} />
      </div>
      {code && (
        <p className="mt-3 px-4 text-foot wrap-anywhere text-label-2 tabular-nums">{words.code(code)}</p>
      )}
    </main>
  );
}

/** Looks again while the work goes on, at most this often and this many times. */
const EVERY_MS = 5000;
const LOOKS = 60;

function useDeletion(code: string) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [looks, setLooks] = useState(0);
  const look = useCallback(() => setLooks((count) => count + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each look asks once more
  useEffect(() => {
    if (!code) return;
    let current = true;
    fetchDeletion(code).then(
      (found) => {
        if (!current) return;
        setAnswer(found);
        setError(null);
      },
      (failure) => current && setError(failure),
    );
    return () => {
      current = false;
    };
  }, [code, looks]);
  const pending = answer?.state === "pending" && error === null;
  useEffect(() => {
    if (!pending || looks >= LOOKS) return;
    const timer = setTimeout(look, EVERY_MS);
    return () => clearTimeout(timer);
  }, [pending, looks, look]);
  return { answer, error, look };
}

function Status({ code }: { code: string }) {
  const t = useT();
  const words = useNoticesT().deletion;
  const language = useLanguage();
  const { answer, error, look } = useDeletion(code);
  const missing = code === "" || (error instanceof ApiError && [404, 422].includes(error.status));
  if (missing) return <Notice role="alert" icon={SearchX} title={words.unknown} text={words.unknownText} />;
  if (error) return <Failure icon={TriangleAlert} text={errorText(error, t)} onRetry={look} />;
  if (!answer) {
    return (
      <p role="status" className="flex items-center gap-3 p-6 text-body text-label-2">
        <Spinner />
        {t.app.loading}
      </p>
    );
  }
  return answer.state === "done" ? (
    <Notice
      role="status"
      icon={CircleCheck}
      title={words.done}
      text={words.doneText(formatMoment(answer.completed_at ?? answer.requested_at, language))}
    />
  ) : (
    <Notice
      role="status"
      icon={Clock}
      title={words.pending}
      text={words.pendingText(formatMoment(answer.requested_at, language))}
    />
  );
}
