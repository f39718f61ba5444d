"use client";
import { BookmarkPlus } from "lucide-react";
import { useState } from "react";
import { errorText } from "@/api/problem";
import type { SearchRequest } from "@/api/types";
import { Button } from "@/components/Button";
import { NameForm } from "@/components/NameForm";
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
        {open && <SaveForm query={query} onDone={() => setOpen(false)} />}
      </Sheet>
    </>
  );
}

export const NAME_MAX = 80;

function SaveForm({ query, onDone }: { query: SearchRequest; onDone: () => void }) {
  const t = useT();
  const words = useListsT().searches;
  const save = useSave();
  const show = useToast((state) => state.show);
  const keep = (name: string) =>
    save.mutate(
      { name, query },
      {
        onSuccess: (made) => {
          show(words.saved(made.name));
          onDone();
        },
      },
    );
  return (
    <NameForm
      label={words.name}
      hint={words.nameHint}
      max={NAME_MAX}
      action={t.action.save}
      busy={save.isPending}
      error={save.error && errorText(save.error, t)}
      onName={keep}
    />
  );
}
