"use client";
import { Trash2 } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import type { SavedSearch } from "@/api/lists";
import { errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { FormError, TextField } from "@/components/Form";
import { Group, Row } from "@/components/Group";
import { Sheet } from "@/components/Sheet";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useListsT } from "@/lib/i18n/lists";
import { useRemove, useRename, useSave } from "./queries";
import { NAME_MAX } from "./SaveSearch";

type Props = { search: SavedSearch | null; onDone: () => void };

/** What can be done with a saved search; the sheet keeps its content while it leaves. */
export function SearchSheet({ search, onDone }: Props) {
  const t = useT();
  const last = useRef(search);
  if (search) last.current = search;
  const shown = last.current;
  return (
    <Sheet open={search !== null} title={shown?.name ?? ""} closeLabel={t.action.close} onClose={onDone}>
      {shown && <Menu key={`${shown.id}${search === null}`} search={shown} onDone={onDone} />}
    </Sheet>
  );
}

function Menu({ search, onDone }: { search: SavedSearch; onDone: () => void }) {
  const t = useT();
  const words = useListsT();
  const [name, setName] = useState(search.name);
  const rename = useRename();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ id: search.id, name: name.trim() }, { onSuccess: onDone });
  };
  return (
    <>
      <form onSubmit={submit} className="mb-7">
        <TextField
          label={words.searches.name}
          maxLength={NAME_MAX}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <FormError text={rename.error && errorText(rename.error, t)} />
        <Button
          type="submit"
          wide
          busy={rename.isPending}
          disabled={name.trim() === "" || name.trim() === search.name}
        >
          {t.action.save}
        </Button>
      </form>
      <Remove search={search} onDone={onDone} />
    </>
  );
}

/** Gone at once; taken back, the same question is saved anew. */
function Remove({ search, onDone }: { search: SavedSearch; onDone: () => void }) {
  const t = useT();
  const words = useListsT();
  const remove = useRemove();
  const save = useSave();
  const show = useToast((state) => state.show);
  const failed = (error: unknown) => show(errorText(error, t));
  const go = async () => {
    onDone();
    try {
      await remove.mutateAsync(search.id);
    } catch (error) {
      failed(error);
      return;
    }
    const undo = () => void save.mutateAsync({ name: search.name, query: search.query }).catch(failed);
    show(words.searches.removed(search.name), { label: words.item.undo, run: undo });
  };
  return (
    <Group inset="icon">
      <Row
        icon={<Trash2 aria-hidden="true" size={22} strokeWidth={1.5} className="text-bad" />}
        tone="bad"
        label={words.searches.remove}
        onClick={() => void go()}
      />
    </Group>
  );
}
