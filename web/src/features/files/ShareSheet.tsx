"use client";
import { Eye, KeyRound, TriangleAlert } from "lucide-react";
import { type FormEvent, useState } from "react";
import { errorText } from "@/api/problem";
import type { Node } from "@/api/types";
import { Button } from "@/components/Button";
import { FormError, TextField } from "@/components/Form";
import { Group } from "@/components/Group";
import { Picker } from "@/components/Picker";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure } from "@/components/State";
import { Switch } from "@/components/Switch";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { keepsFocus } from "@/lib/rowFocus";
import { copyText, linkOf } from "./links";
import { isFolder } from "./model";
import { ShareRow } from "./ShareRow";
import { useCreateShare, useShares } from "./sharing";

const DAYS = ["1", "7", "30", ""] as const;
const DAY_MS = 86_400_000;
const PASSWORD_MIN = 6;

/** Links to one item: those that are open, and a new one with its conditions. */
export function ShareSheet({ node }: { node: Node }) {
  const t = useT();
  const words = useFilesT().share;
  const shares = useShares(node.id);
  return (
    <>
      <p className="mb-5 px-1 text-sub text-label-2">{isFolder(node) ? words.textFolder : words.text}</p>
      <div ref={keepsFocus} className="outline-none">
        {shares.data && shares.data.length > 0 && (
          <Group title={words.list}>
            <ul aria-label={words.list}>
              {shares.data.map((share) => (
                <ShareRow key={share.id} share={share} />
              ))}
            </ul>
          </Group>
        )}
      </div>
      {!shares.data && (
        <Group>
          {shares.error ? (
            <Failure
              icon={TriangleAlert}
              text={errorText(shares.error, t)}
              onRetry={() => void shares.refetch()}
            />
          ) : (
            <SkeletonRows count={1} />
          )}
        </Group>
      )}
      <NewShare node={node} />
    </>
  );
}

function NewShare({ node }: { node: Node }) {
  const t = useT();
  const words = useFilesT().share;
  const [days, setDays] = useState<(typeof DAYS)[number]>("7");
  const [locked, setLocked] = useState(false);
  const [password, setPassword] = useState("");
  const [viewOnly, setViewOnly] = useState(false);
  const create = useCreateShare();
  const show = useToast((state) => state.show);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      {
        node_id: node.id,
        allow_download: !viewOnly,
        ...(days ? { expires_at: new Date(Date.now() + Number(days) * DAY_MS).toISOString() } : {}),
        ...(locked ? { password } : {}),
      },
      {
        onSuccess: async (made) => {
          setLocked(false);
          setPassword("");
          show((await copyText(linkOf(made))) ? words.ready : words.made);
        },
      },
    );
  };
  const icon = { "aria-hidden": true, size: 22, strokeWidth: 1.5, className: "text-accent" } as const;
  return (
    <form onSubmit={submit} className="pb-2">
      <Group title={words.make}>
        <Picker
          look="row"
          label={words.until}
          options={DAYS.map((value) => ({
            value,
            label: value ? words.days(Number(value)) : words.forever,
          }))}
          value={days}
          onChange={setDays}
        />
        <Switch
          icon={<KeyRound {...icon} />}
          label={words.password}
          detail={words.passwordDetail}
          checked={locked}
          onChange={setLocked}
        />
        <Switch
          icon={<Eye {...icon} />}
          label={words.view}
          detail={words.viewDetail}
          checked={viewOnly}
          onChange={setViewOnly}
        />
      </Group>
      {locked && (
        <TextField
          type="password"
          autoComplete="new-password"
          label={words.passwordLabel}
          hint={words.passwordHint}
          minLength={PASSWORD_MIN}
          maxLength={128}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      )}
      <FormError text={create.error && errorText(create.error, t)} />
      <Button type="submit" wide busy={create.isPending} disabled={locked && password.length < PASSWORD_MIN}>
        {words.create}
      </Button>
    </form>
  );
}
