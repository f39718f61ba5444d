"use client";
import { ChevronLeft } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { ApiError, errorText, lockEnd } from "@/api/problem";
import { Button } from "@/components/Button";
import { Spinner } from "@/components/Spinner";
import { secondsUntil, useNow } from "@/lib/browser";
import { formatClock, formatDuration } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useAction } from "@/lib/useAction";
import { FieldError } from "./FieldError";
import { type Attempt, CODE_LENGTH, displayPhone, endsAttempt, readCode } from "./model";
import { requestCode, resendCode, verifyCode } from "./queries";
import { useLogin } from "./store";

/**
 * The code as it is typed, sent and asked for again. A dead challenge can send nothing any more: then a new one is
 * begun for the same number.
 */
function useCodeStep(attempt: Attempt) {
  const language = useLanguage();
  const { begin, change, drop } = useLogin();
  const [gone, setGone] = useState<string | null>(null);
  const [code, setCode] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const verify = useAction(async (value: string) => {
    await verifyCode(attempt, value);
    drop();
  });
  const resend = useAction(async (current: Attempt) => {
    const over = gone === current.challengeId || Date.now() >= current.expiresAt;
    begin(await (over ? requestCode(current.to, language) : resendCode(current)));
  });
  const busy = verify.pending || verify.done;

  useEffect(() => input.current?.focus(), []);

  const note = (error: unknown) => {
    if (isDead(error)) setGone(attempt.challengeId);
  };
  const send = (value: string) => {
    if (value.length !== CODE_LENGTH || busy) return;
    void verify.run(value, (error) => {
      note(error);
      if (error instanceof ApiError && error.code === "code_invalid") setCode("");
      input.current?.focus();
    });
  };
  const type = (text: string) => {
    const value = readCode(text);
    if (value !== "" && verify.error) verify.reset();
    setCode(value);
    send(value);
  };
  const again = async () => {
    setCode("");
    verify.reset();
    const sent = await resend.run(attempt, (error) => {
      note(error);
      const resendAt = lockEnd(error);
      if (resendAt) begin({ ...attempt, resendAt });
    });
    if (sent) input.current?.focus();
  };
  return { code, input, busy, verify, resend, change, type, again, submit: () => send(code) };
}

type Step = ReturnType<typeof useCodeStep>;

/** Second step: the code, in one input that a phone fills from the message; six digits send themselves. */
export function CodeForm({ attempt }: { attempt: Attempt }) {
  const t = useT();
  const language = useLanguage();
  const errorId = useId();
  const step = useCodeStep(attempt);
  const now = useNow(true);
  const locked = step.resend.error instanceof ApiError && step.resend.error.retryAfter !== null;
  const wait = secondsUntil(attempt.resendAt, now);
  const asked = locked ? (wait > 0 ? "rate_limited" : null) : step.resend.error;
  const problem = problemText(step.verify.error ?? asked, now >= attempt.expiresAt, t, language);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.submit();
  };
  return (
    <form onSubmit={submit} noValidate className="w-full">
      <button
        type="button"
        onClick={step.change}
        className="-ms-2 mb-4 inline-flex min-h-11 items-center gap-1 rounded-button pe-3 text-body text-accent active:opacity-60"
      >
        <ChevronLeft aria-hidden="true" size={24} strokeWidth={1.5} />
        {t.login.change}
      </button>
      <h1 className="mb-2 text-large font-bold tracking-tight">{t.login.codeTitle}</h1>
      <p className="mb-6 text-body text-label-2 tabular-nums">
        {t.login.codeIntro(displayPhone(attempt.to))}
      </p>
      <CodeInput step={step} invalid={problem !== null} errorId={errorId} />
      <FieldError id={errorId} text={problem} />
      <ResendButton wait={wait} busy={step.resend.pending} onClick={() => void step.again()} />
      <p role="status" className="mt-3 min-h-5 text-center text-foot text-label-2">
        {step.resend.done && !problem ? t.login.resent : ""}
      </p>
    </form>
  );
}

/** Longer than a code, so that a pasted message fits; the digits are picked out of it. */
const PASTE_LENGTH = 32;

function CodeInput({ step, invalid, errorId }: { step: Step; invalid: boolean; errorId: string }) {
  const t = useT();
  return (
    <div className="relative">
      <input
        ref={step.input}
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        enterKeyHint="done"
        maxLength={PASTE_LENGTH}
        placeholder="••••••"
        aria-label={t.login.code}
        aria-invalid={invalid}
        aria-describedby={errorId}
        readOnly={step.busy}
        value={step.code}
        onChange={(event) => step.type(event.target.value)}
        className="min-h-16 w-full rounded-card bg-card ps-[0.4em] text-center text-[1.75rem] font-semibold tracking-[0.4em] tabular-nums shadow-soft placeholder:text-label-2/40"
      />
      {step.busy && (
        <span role="status" className="absolute inset-y-0 end-5 flex items-center text-label-2">
          <Spinner />
          <span className="sr-only">{t.login.verifying}</span>
        </span>
      )}
    </div>
  );
}

const isDead = (error: unknown): boolean => error instanceof ApiError && endsAttempt(error.code);

function problemText(
  error: unknown,
  expired: boolean,
  t: ReturnType<typeof useT>,
  language: ReturnType<typeof useLanguage>,
): string | null {
  if (error instanceof ApiError && error.retryAfter)
    return t.login.waitIn(formatDuration(error.retryAfter, language));
  if (error) return errorText(isDead(error) ? "challenge_gone" : error, t);
  return expired ? t.login.expired : null;
}

/** Says when it may be pressed; the seconds are not announced one by one. */
function ResendButton({ wait, busy, onClick }: { wait: number; busy: boolean; onClick: () => void }) {
  const t = useT();
  if (wait > 0) {
    return (
      <p className="flex min-h-11 items-center justify-center text-center text-sub text-label-2 tabular-nums">
        {t.login.resendIn(formatClock(wait))}
      </p>
    );
  }
  return (
    <Button look="soft" wide busy={busy} onClick={onClick}>
      {t.login.resend}
    </Button>
  );
}
