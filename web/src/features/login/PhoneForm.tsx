"use client";
import { ChevronDown } from "lucide-react";
import { type FormEvent, useId, useMemo, useState } from "react";
import { errorText, lockEnd } from "@/api/problem";
import { Button } from "@/components/Button";
import { secondsUntil, useNow } from "@/lib/browser";
import { formatDuration } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useAction } from "@/lib/useAction";
import { CALLING_CODES, type Country, countryOptions, DEFAULT_COUNTRY } from "./countries";
import { FieldError } from "./FieldError";
import { type PhoneDraft, readPhone, toE164 } from "./model";
import { requestCode } from "./queries";
import { useLogin } from "./store";

const EMPTY: PhoneDraft = { country: DEFAULT_COUNTRY, national: "" };

/** The number as it is written and sent; a lockout counts down. */
function usePhoneStep() {
  const t = useT();
  const language = useLanguage();
  const begin = useLogin((state) => state.begin);
  const [draft, setDraft] = useState<PhoneDraft>(() => useLogin.getState().draft ?? EMPTY);
  const [incomplete, setIncomplete] = useState(false);
  const [lockedUntil, setLockedUntil] = useState(0);
  const request = useAction(async (to: PhoneDraft) => begin(await requestCode(to, language)));
  const wait = secondsUntil(lockedUntil, useNow(lockedUntil > 0));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const whole = toE164(draft) !== null;
    setIncomplete(!whole);
    if (!whole || wait > 0 || request.pending) return;
    void request.run(draft, (error) => setLockedUntil(lockEnd(error) ?? 0));
  };
  const write = (text: string, country: Country) => {
    setIncomplete(false);
    request.reset();
    setDraft(readPhone(text, country));
  };
  const problem = incomplete
    ? t.errors.phone_invalid
    : wait > 0
      ? t.login.waitIn(formatDuration(wait, language))
      : request.error && lockedUntil === 0
        ? errorText(request.error, t)
        : null;
  return { draft, problem, locked: wait > 0, pending: request.pending, submit, write };
}

/** First step: which phone. */
export function PhoneForm() {
  const t = useT();
  const errorId = useId();
  const { draft, problem, locked, pending, submit, write } = usePhoneStep();
  return (
    <form onSubmit={submit} noValidate className="w-full">
      <h1 className="mb-2 text-large font-bold tracking-tight">{t.login.title}</h1>
      <p className="mb-6 text-body text-label-2">{t.login.intro}</p>
      <div className="flex overflow-hidden rounded-card bg-card shadow-soft has-[input:focus-visible]:outline-3 has-[input:focus-visible]:outline-accent">
        <CountrySelect value={draft.country} onChange={(country) => write(draft.national, country)} />
        <input
          type="tel"
          inputMode="tel"
          autoComplete="tel-national"
          enterKeyHint="send"
          aria-label={t.login.phone}
          aria-invalid={problem !== null}
          aria-describedby={errorId}
          placeholder={t.login.phoneHint}
          value={draft.national}
          onChange={(event) => write(event.target.value, draft.country)}
          className="min-h-14 w-full min-w-0 bg-transparent px-4 text-body tabular-nums outline-none placeholder:text-label-2"
        />
      </div>
      <FieldError id={errorId} text={problem} />
      <Button type="submit" wide busy={pending} disabled={locked}>
        {t.login.send}
      </Button>
      <p className="mt-4 text-center text-foot text-label-2">{t.login.newUser}</p>
    </form>
  );
}

function CountrySelect({ value, onChange }: { value: Country; onChange: (country: Country) => void }) {
  const t = useT();
  const language = useLanguage();
  const options = useMemo(() => countryOptions(language), [language]);
  return (
    <span className="relative flex shrink-0 items-center gap-1 ps-4 pe-3 text-body tabular-nums shadow-[inset_-0.5px_0_0_var(--separator)] has-focus-visible:outline-3 has-focus-visible:-outline-offset-3 has-focus-visible:outline-accent">
      <span aria-hidden="true">+{CALLING_CODES[value]}</span>
      <ChevronDown aria-hidden="true" size={16} strokeWidth={1.5} className="text-label-2" />
      <select
        aria-label={t.login.country}
        autoComplete="tel-country-code"
        value={value}
        onChange={(event) => onChange(event.target.value as Country)}
        className="absolute inset-0 size-full cursor-pointer appearance-none bg-card text-body text-label opacity-0"
      >
        {options.map((option) => (
          <option key={option.country} value={option.country}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
