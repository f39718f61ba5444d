"use client";
import { Star } from "lucide-react";
import { type FormEvent, useState } from "react";
import { errorText } from "@/api/problem";
import type { NamedAudience } from "@/api/types";
import { Button } from "@/components/Button";
import { FormError, TextField } from "@/components/Form";
import { Group } from "@/components/Group";
import { Segmented } from "@/components/Segmented";
import { Switch } from "@/components/Switch";
import { useToast } from "@/components/Toast";
import { useLanguage, useT } from "@/lib/i18n";
import { useProfileT } from "@/lib/i18n/profile";
import { Ga4Part, MixturePart, SharesPart } from "./EditorParts";
import { type Draft, emptyDraft, type Fault, faultsOf, KINDS, toDefinition, toDraft } from "./model";
import { useAdd, useChange } from "./queries";

type Props = {
  audience: NamedAudience | null;
  audiences: readonly NamedAudience[];
  onDone: () => void;
};

function useEditor({ audience, audiences, onDone }: Props) {
  const words = useProfileT().audiences;
  const language = useLanguage();
  const [draft, setDraft] = useState<Draft>(() =>
    audience ? toDraft(audience, language) : emptyDraft("form", audiences.length === 0),
  );
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const add = useAdd();
  const edit = useChange();
  const show = useToast((state) => state.show);
  const change = (next: Partial<Draft>) => {
    setFaults([]);
    add.reset();
    edit.reset();
    setDraft((before) => ({ ...before, ...next }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(draft);
    setFaults(found);
    if (found.length > 0 || add.isPending || edit.isPending) return;
    const wish = { name: draft.name.trim(), definition: toDefinition(draft), is_default: draft.isDefault };
    const onSuccess = () => {
      show(words.done(wish.name));
      onDone();
    };
    if (audience) edit.mutate({ id: audience.id, ...wish }, { onSuccess });
    else add.mutate(wish, { onSuccess });
  };
  return {
    draft,
    faults,
    change,
    submit,
    busy: add.isPending || edit.isPending,
    error: add.error ?? edit.error,
  };
}

/** One audience by one of three ways. */
export function Editor(props: Props) {
  const t = useT();
  const words = useProfileT().audiences;
  const { draft, faults, change, submit, busy, error } = useEditor(props);
  const wrong = (field: string) => faults.some((fault) => fault.field === field);
  const first = faults[0];
  return (
    <form onSubmit={submit} noValidate className="pb-2">
      <TextField
        label={words.name}
        placeholder={words.nameHint}
        maxLength={80}
        aria-invalid={wrong("name") || undefined}
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <div className="mb-5">
        <Segmented
          name="kind"
          label={words.kind}
          options={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
      </div>
      {draft.kind === "ga4" && <Ga4Part draft={draft} audiences={props.audiences} onChange={change} />}
      {draft.kind === "form" && <SharesPart draft={draft} wrong={wrong} onChange={change} />}
      {draft.kind === "mixture" && (
        <MixturePart
          draft={draft}
          audiences={props.audiences}
          own={props.audience?.id ?? null}
          wrong={first?.reason === "weight"}
          onChange={change}
        />
      )}
      <Group inset="icon">
        <Switch
          icon={<Star aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
          label={words.asDefault}
          detail={draft.isDefault ? words.asDefaultOn : words.asDefaultOff}
          checked={draft.isDefault}
          onChange={(isDefault) => change({ isDefault })}
        />
      </Group>
      <FormError text={first ? words.fault[first.reason] : error && errorText(error, t)} />
      <Button type="submit" wide busy={busy}>
        {t.action.save}
      </Button>
    </form>
  );
}
