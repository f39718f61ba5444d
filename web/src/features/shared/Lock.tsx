"use client";
import { type FormEvent, useState } from "react";
import { ApiError, errorText, lockEnd } from "@/api/problem";
import { Button } from "@/components/Button";
import { FormError, TextField } from "@/components/Form";
import { secondsUntil, useNow } from "@/lib/browser";
import { formatDuration } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { useUnlock } from "./queries";

/** Asks for the password of a link; after too many wrong ones it says how long to wait. */
export function Lock({ token }: { token: string }) {
  const t = useT();
  const words = useFilesT().shared;
  const language = useLanguage();
  const [password, setPassword] = useState("");
  const [lockedUntil, setLockedUntil] = useState(0);
  const unlock = useUnlock(token);
  const wait = secondsUntil(lockedUntil, useNow(lockedUntil > 0));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password === "" || wait > 0) return;
    unlock.mutate(password, { onError: (error) => setLockedUntil(lockEnd(error) ?? 0) });
  };
  const { error } = unlock;
  const wrong = error instanceof ApiError && (error.code === "password_wrong" || error.status === 403);
  const text =
    wait > 0
      ? words.waitIn(formatDuration(wait, language))
      : wrong
        ? words.wrong
        : error && lockedUntil === 0
          ? errorText(error, t)
          : null;
  return (
    <form onSubmit={submit} className="max-w-md">
      <h2 className="mb-1 px-1 text-body font-semibold">{words.locked}</h2>
      <p className="mb-5 px-1 text-sub text-label-2">{words.lockedText}</p>
      <TextField
        type="password"
        autoComplete="off"
        label={words.password}
        maxLength={128}
        aria-invalid={wrong || undefined}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <FormError text={text} />
      <Button type="submit" wide busy={unlock.isPending} disabled={password === "" || wait > 0}>
        {words.unlock}
      </Button>
    </form>
  );
}
