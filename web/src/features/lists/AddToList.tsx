"use client";
import { Check, ListPlus, TriangleAlert } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Shortlist } from "@/api/lists";
import { errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { FormError, TextField } from "@/components/Form";
import { Group, Row } from "@/components/Group";
import { Sheet } from "@/components/Sheet";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure } from "@/components/State";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useListsT } from "@/lib/i18n/lists";
import { useAdd, useCreate, useShortlists } from "./queries";

type Props = { id: string; name: string };

/** Puts a creator on a list, old or new, from wherever they are seen. */
export function AddToList({ id, name }: Props) {
  const t = useT();
  const words = useListsT().add;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        look="soft"
        wide
        icon={<ListPlus aria-hidden="true" size={20} strokeWidth={2} />}
        onClick={() => setOpen(true)}
      >
        {words.button}
      </Button>
      <Sheet open={open} title={words.title(name)} closeLabel={t.action.close} onClose={() => setOpen(false)}>
        {open && <Choice id={id} name={name} onDone={() => setOpen(false)} />}
      </Sheet>
    </>
  );
}

function Choice({ id, name, onDone }: Props & { onDone: () => void }) {
  const t = useT();
  const words = useListsT();
  const lists = useShortlists();
  const add = useAdd();
  const create = useCreate();
  const show = useToast((state) => state.show);
  const [title, setTitle] = useState("");
  const put = (list: Shortlist) =>
    add.mutate(
      { list: list.id, influencer: id },
      {
        onSuccess: () => {
          show(words.add.done(name, list.name));
          onDone();
        },
      },
    );
  const begin = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() !== "") create.mutate(title.trim(), { onSuccess: put });
  };
  const error = add.error ?? create.error;
  return (
    <>
      <FormError text={error && errorText(error, t)} />
      {lists.data && lists.data.length > 0 && (
        <Group title={words.add.choose}>
          {lists.data.map((list) => (
            <Row
              key={list.id}
              label={list.name}
              detail={words.lists.count(list.size)}
              busy={add.isPending}
              trailing={
                add.isSuccess && add.variables.list === list.id ? (
                  <Check aria-hidden="true" size={20} strokeWidth={2} className="text-good" />
                ) : null
              }
              onClick={() => put(list)}
            />
          ))}
        </Group>
      )}
      {!lists.data && (
        <Group>
          {lists.error ? (
            <Failure
              icon={TriangleAlert}
              text={errorText(lists.error, t)}
              onRetry={() => void lists.refetch()}
            />
          ) : (
            <SkeletonRows count={2} />
          )}
        </Group>
      )}
      <form onSubmit={begin} className="pb-2">
        <TextField
          label={words.lists.create}
          placeholder={words.lists.nameHint}
          maxLength={80}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Button type="submit" wide busy={create.isPending || add.isPending} disabled={title.trim() === ""}>
          {words.add.create}
        </Button>
      </form>
    </>
  );
}
