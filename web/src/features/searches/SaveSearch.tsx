"use client";
import { BookmarkPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { errorText } from "@/api/problem";
import type { SearchRequest } from "@/api/types";
import { Button } from "@/components/Button";
import { FormError, TextField } from "@/components/Form";
import { Sheet } from "@/components/Sheet";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useListsT } from "@/lib/i18n/lists";
import { useSave } from "./queries";

/** Keeps the search as it stands under a name. */
export function SaveSearch({ query }: { query: SearchRequest }) {
  const t = useT();
  const words = useListsT().searches;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        look="soft"
        icon={<BookmarkPlus aria-hidden="true" size={20} strokeWidth={1.5} />}
        onClick={() => setOpen(true)}
      >
        {words.save}
      </Button>
      <Sheet open={open} title={words.save} closeLabel={t.action.close} onClose={() => setOpen(false)}>
        {open && <NameForm query={query} onDone={() => setOpen(false)} />}
      </Sheet>
    </>
  );
}

export const NAME_MAX = 80;

function NameForm({ query, onDone }: { query: SearchRequest; onDone: () => void }) {
  const t = useT();
  const words = useListsT().searches;
  const [name, setName] = useState("");
  const save = useSave();
  const show = useToast((state) => state.show);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "" || save.isPending) return;
    save.mutate(
      { name: name.trim(), query },
      {
        onSuccess: (made) => {
          show(words.saved(made.name));
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className="pb-2">
      <TextField
        label={words.name}
        placeholder={words.nameHint}
        maxLength={NAME_MAX}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <FormError text={save.error && errorText(save.error, t)} />
      <Button type="submit" wide busy={save.isPending} disabled={name.trim() === ""}>
        {t.action.save}
      </Button>
    </form>
  );
}
