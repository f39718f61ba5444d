"use client";
import { ChevronRight, UserRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import { errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { Group, Row } from "@/components/Group";
import { Sheet } from "@/components/Sheet";
import { Bone } from "@/components/Skeleton";
import { useToast } from "@/components/Toast";
import { useLanguage, useT } from "@/lib/i18n";
import { initials, NAME_MAX } from "./model";
import { useMe, useProfileChange } from "./queries";

/** Who this is; the row opens the sheet with the name. */
export function ProfileGroup() {
  const t = useT();
  const language = useLanguage();
  const me = useMe();
  const [editing, setEditing] = useState(false);
  const name = me.data?.display_name ?? "";
  const letters = initials(name, language);
  return (
    <>
      <Group title={t.settings.profile}>
        <Row
          icon={
            <span
              aria-hidden="true"
              className="flex size-11 shrink-0 items-center justify-center rounded-full bg-accent-soft text-sub font-semibold text-accent"
            >
              {letters || <UserRound size={22} strokeWidth={1.5} />}
            </span>
          }
          label={me.data ? name || t.settings.noName : <Bone className="h-5 w-32" />}
          detail={
            me.data?.phone_masked ??
            (me.error ? errorText(me.error, t) : <Bone className="mt-1.5 h-3.5 w-24" />)
          }
          trailing={<ChevronRight aria-hidden="true" size={20} strokeWidth={1.5} />}
          {...(me.data ? { onClick: () => setEditing(true) } : {})}
        />
      </Group>
      <Sheet
        open={editing}
        title={t.settings.name}
        closeLabel={t.action.close}
        onClose={() => setEditing(false)}
      >
        {editing && <NameForm name={name} onDone={() => setEditing(false)} />}
      </Sheet>
    </>
  );
}

function NameForm({ name, onDone }: { name: string; onDone: () => void }) {
  const t = useT();
  const [value, setValue] = useState(name);
  const change = useProfileChange();
  const show = useToast((state) => state.show);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { display_name: value.trim() },
      {
        onSuccess: () => {
          show(t.settings.saved);
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className="pb-2">
      <input
        type="text"
        aria-label={t.settings.name}
        autoComplete="name"
        maxLength={NAME_MAX}
        value={value}
        onChange={(event) => setValue(event.target.value)}
        className="min-h-14 w-full rounded-card bg-card px-4 text-body shadow-soft"
      />
      <p className="mt-2 mb-5 px-4 text-foot text-label-2">{t.settings.nameHint}</p>
      {change.error && (
        <p role="alert" className="mb-3 px-4 text-foot text-bad">
          {errorText(change.error, t)}
        </p>
      )}
      <Button
        type="submit"
        wide
        busy={change.isPending}
        disabled={value.trim() === "" || value.trim() === name}
      >
        {t.action.save}
      </Button>
    </form>
  );
}
