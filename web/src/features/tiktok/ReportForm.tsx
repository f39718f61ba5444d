"use client";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ApiError, errorText, type Fault } from "@/api/problem";
import { Button } from "@/components/Button";
import { CountryPart } from "@/components/CountryPart";
import { Field, Part, Percent } from "@/components/ShareForm";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useConnectT } from "@/lib/i18n/connect";
import { Faults } from "./Faults";
import { AGES, type Draft, draftFaults, GENDERS, localDay, toReport } from "./model";
import { useHandIn } from "./queries";
import { useReport } from "./store";

/** What is wrong with the draft, here or by the server's word; told until the next change. */
function useReportForm(onDone: () => void) {
  const { draft, change, clear } = useReport();
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const words = useConnectT().tiktok;
  const show = useToast((state) => state.show);
  const handIn = useHandIn();
  const write = (next: Partial<Draft>) => {
    setFaults([]);
    handIn.reset();
    change(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = draftFaults(draft, localDay(new Date()));
    setFaults(found);
    if (found.length > 0 || handIn.isPending) return;
    handIn.mutate(toReport(draft), {
      onSuccess: () => {
        show(words.saved);
        clear();
        onDone();
      },
      onError: (error) => setFaults(error instanceof ApiError ? error.faults : []),
    });
  };
  return { draft, faults, error: handIn.error, pending: handIn.isPending, write, submit };
}

/** The same numbers as in TikTok's app, in the same order. */
export function ReportForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const words = useConnectT().tiktok;
  const audience = useAudienceT();
  const { draft, faults, error, pending, write, submit } = useReportForm(onDone);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.length > 0) top.current?.scrollIntoView({ block: "start" });
  }, [faults]);
  const wrong = (field: string) => faults.some((fault) => fault.field === field);
  const shares = (name: "age" | "gender", buckets: readonly string[], label: (bucket: string) => string) => (
    <Part title={words[name]} texts={Object.values(draft[name])}>
      {buckets.map((bucket) => (
        <Percent
          key={bucket}
          name={label(bucket)}
          label={label(bucket)}
          value={draft[name][bucket] ?? ""}
          wrong={wrong(`${name}.${bucket}`)}
          onChange={(text) => write({ [name]: { ...draft[name], [bucket]: text } })}
        />
      ))}
    </Part>
  );
  return (
    <form onSubmit={submit} noValidate className="pb-2">
      <div ref={top} className="scroll-mt-4">
        {faults.length > 0 && <Faults faults={faults} />}
        {error && faults.length === 0 && (
          <p role="alert" className="mb-4 px-1 text-foot text-bad">
            {errorText(error, t)}
          </p>
        )}
      </div>
      <p className="mb-5 px-1 text-sub text-label-2">
        {words.intro} {words.optional}
      </p>
      <Account draft={draft} wrong={wrong} onChange={write} />
      {shares("age", AGES, (bucket) => bucket.replace("-", "–"))}
      {shares("gender", GENDERS, (bucket) => audience.bucket[bucket] ?? bucket)}
      <CountryPart draft={draft} wrong={wrong} onChange={write} />
      <Button type="submit" wide busy={pending}>
        {words.save}
      </Button>
    </form>
  );
}

type AccountProps = {
  draft: Draft;
  wrong: (field: string) => boolean;
  onChange: (change: Partial<Draft>) => void;
};

function Account({ draft, wrong, onChange }: AccountProps) {
  const words = useConnectT().tiktok;
  return (
    <div className="mb-6 overflow-hidden rounded-card bg-card shadow-soft">
      <Field
        label={words.handle}
        type="text"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={25}
        placeholder={words.handleHint}
        value={draft.handle}
        wrong={wrong("handle")}
        onChange={(event) => onChange({ handle: event.target.value })}
      />
      <Field
        label={words.followers}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={13}
        value={draft.followers}
        wrong={wrong("followers")}
        onChange={(event) => onChange({ followers: event.target.value })}
      />
      <Field
        label={words.date}
        type="date"
        max={localDay(new Date())}
        value={draft.date}
        wrong={wrong("as_of")}
        onChange={(event) => onChange({ date: event.target.value })}
      />
    </div>
  );
}
