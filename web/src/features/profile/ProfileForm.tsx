"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Profile } from "@/api/lists";
import { profileQuery } from "@/api/lists";
import { ApiError, errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { FormError, TextArea, TextField } from "@/components/Form";
import { Group } from "@/components/Group";
import { Switch } from "@/components/Switch";
import { useToast } from "@/components/Toast";
import { formatCount } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useProfileT } from "@/lib/i18n/profile";
import { LinkFields } from "./LinkFields";
import { type Draft, type FaultName, faultsOf, MOST, toDraft, toWish } from "./model";
import { Categories, Money, Places } from "./Parts";
import { useSaveProfile } from "./queries";

/**
 * The draft, and what happened when it was saved. Somebody else's change is never overwritten unasked: what is sent is the
 * `rev` that the draft was made of, not the one of a profile that came since (queries are renewed when a tab is looked at).
 */
function useForm(profile: Profile) {
  const words = useProfileT();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => toDraft(profile));
  const [rev, setRev] = useState(profile.rev);
  const [faults, setFaults] = useState<readonly FaultName[]>([]);
  const save = useSaveProfile();
  const show = useToast((state) => state.show);
  const conflict = save.error instanceof ApiError && save.error.code === "conflict";
  const change = (next: Partial<Draft>) => {
    setFaults([]);
    if (!conflict) save.reset();
    setDraft((before) => ({ ...before, ...next }));
  };
  const submit = (over: number) => {
    const found = faultsOf(draft);
    setFaults(found);
    if (found.length > 0 || save.isPending) return;
    save.mutate(toWish(draft, over), {
      onSuccess: (saved) => {
        setRev(saved.rev);
        show(words.saved);
      },
    });
  };
  const latest = () => client.fetchQuery({ ...profileQuery(), staleTime: 0 });
  const overwrite = async () => submit((await latest()).rev);
  const discard = async () => {
    const theirs = await latest();
    setDraft(toDraft(theirs));
    setRev(theirs.rev);
    save.reset();
  };
  return { draft, faults, save, conflict, change, submit: () => submit(rev), overwrite, discard };
}

export function ProfileForm({ profile }: { profile: Profile }) {
  const t = useT();
  const words = useProfileT();
  const form = useForm(profile);
  const { draft, faults, save, conflict, change } = form;
  const { kind } = profile;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit();
  };
  const error = faults[0] ? words.fault[faults[0]] : save.error && errorText(save.error, t);
  return (
    <form onSubmit={submit} noValidate>
      <About kind={kind} draft={draft} faults={faults} onChange={change} />
      <Categories draft={draft} onChange={change} />
      <Places kind={kind} draft={draft} onChange={change} />
      <Money kind={kind} draft={draft} wrong={faults.includes("money")} onChange={change} />
      <TextField
        label={words.email}
        hint={words.emailHint[kind]}
        type="email"
        inputMode="email"
        autoCapitalize="none"
        maxLength={254}
        aria-invalid={faults.includes("email") || undefined}
        value={draft.email}
        onChange={(event) => change({ email: event.target.value })}
      />
      <LinkFields
        links={draft.links}
        wrong={faults.includes("url")}
        onChange={(links) => change({ links })}
      />
      {kind === "company" && (
        <Group footer={words.visibleHint} inset="icon">
          <Switch
            icon={<Eye aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
            label={words.visible}
            detail={draft.visible ? words.visibleOn : words.visibleOff}
            checked={draft.visible}
            onChange={(visible) => change({ visible })}
          />
        </Group>
      )}
      {conflict ? (
        <Conflict busy={save.isPending} onMine={form.overwrite} onTheirs={form.discard} />
      ) : (
        <div className="mb-9">
          <FormError text={error} />
          <Button type="submit" wide busy={save.isPending}>
            {t.action.save}
          </Button>
        </div>
      )}
    </form>
  );
}

type PartProps = {
  kind: Profile["kind"];
  draft: Draft;
  faults: readonly FaultName[];
  onChange: (change: Partial<Draft>) => void;
};

function About({ kind, draft, faults, onChange }: PartProps) {
  const words = useProfileT();
  const language = useLanguage();
  const left = MOST.bio - draft.bio.length;
  return (
    <>
      <TextField
        label={words.name[kind]}
        autoComplete={kind === "company" ? "organization" : "name"}
        maxLength={MOST.line}
        aria-invalid={faults.includes("name") || undefined}
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <TextArea
        label={words.bio}
        placeholder={words.bioHint[kind]}
        hint={left < 200 ? words.left(formatCount(left, language)) : undefined}
        maxLength={MOST.bio}
        value={draft.bio}
        onChange={(event) => onChange({ bio: event.target.value })}
      />
    </>
  );
}

type ConflictProps = { busy: boolean; onMine: () => Promise<void>; onTheirs: () => Promise<void> };

function Conflict({ busy, onMine, onTheirs }: ConflictProps) {
  const t = useT();
  const words = useProfileT().conflict;
  const show = useToast((state) => state.show);
  const told = (deed: () => Promise<void>) => () =>
    void deed().catch((error: unknown) => show(errorText(error, t)));
  return (
    <section role="alert" className="mb-9 space-y-3 rounded-card bg-card p-4 shadow-soft">
      <h2 className="text-body font-semibold">{words.title}</h2>
      <p className="text-sub text-label-2">{words.text}</p>
      <Button wide busy={busy} onClick={told(onMine)}>
        {words.mine}
      </Button>
      <Button wide look="soft" onClick={told(onTheirs)}>
        {words.theirs}
      </Button>
    </section>
  );
}
