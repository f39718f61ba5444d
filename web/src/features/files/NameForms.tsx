"use client";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { errorText } from "@/api/problem";
import type { Node } from "@/api/types";
import { Button } from "@/components/Button";
import { FormError, TextField } from "@/components/Form";
import { NameForm } from "@/components/NameForm";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { isStale, useCreateFolder, useRename } from "./changes";
import { stemRange } from "./model";

/** The server counts bytes (255); what is longer it refuses in words. */
const NAME_MAX = 255;

export function FolderForm({ folder, onDone }: { folder: string; onDone: () => void }) {
  const t = useT();
  const words = useFilesT().deed;
  const create = useCreateFolder();
  const show = useToast((state) => state.show);
  const begin = (name: string) =>
    create.mutate(
      { name, parent_id: folder },
      {
        onSuccess: (made) => {
          show(words.created(made.name));
          onDone();
        },
      },
    );
  return (
    <NameForm
      label={words.folderName}
      hint={words.folderHint}
      max={NAME_MAX}
      action={words.create}
      busy={create.isPending}
      error={create.error && errorText(create.error, t)}
      onName={begin}
    />
  );
}

/** `node` may be renewed at any time; the wish is sent on the revision that the typing began with. */
export function RenameForm({ node, onDone }: { node: Node; onDone: () => void }) {
  const t = useT();
  const words = useFilesT().deed;
  const [base, setBase] = useState(node);
  const [name, setName] = useState(node.name);
  const rename = useRename();
  const show = useToast((state) => state.show);
  const box = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, before anything is typed
  useEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(...stemRange(node.name, node.kind));
  }, []);
  const wanted = name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted === "" || wanted === base.name) return;
    rename.mutate(
      { node: base, name: wanted },
      {
        onSuccess: () => {
          show(words.renamed);
          onDone();
        },
      },
    );
  };
  // Once more on what is there by now, when the person has read so.
  if (isStale(rename.error) && base.rev !== node.rev) setBase(node);
  return (
    <form onSubmit={submit} className="pb-2">
      <TextField
        label={words.newName}
        maxLength={NAME_MAX}
        value={name}
        ref={box}
        onChange={(event) => setName(event.target.value)}
      />
      <FormError
        text={
          isStale(rename.error) ? words.changedName(node.name) : rename.error && errorText(rename.error, t)
        }
      />
      <Button type="submit" wide busy={rename.isPending} disabled={wanted === "" || wanted === base.name}>
        {t.action.save}
      </Button>
    </form>
  );
}
