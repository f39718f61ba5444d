"use client";
import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { errorText } from "@/api/problem";
import type { Album } from "@/api/types";
import { Button } from "@/components/Button";
import { FormError, TextField } from "@/components/Form";
import { Group, Row } from "@/components/Group";
import { NameForm } from "@/components/NameForm";
import { Question } from "@/components/Question";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { usePhotosT } from "@/lib/i18n/photos";
import { useChangeAlbum, useCreateAlbum, useRemoveAlbum } from "./albums";
import { usePhotosView } from "./store";
import type { TaskProps } from "./TaskSheet";

export const NAME_MAX = 80;

export function NewAlbum({ onDone, onOpen }: TaskProps) {
  const t = useT();
  const words = usePhotosT().album;
  const create = useCreateAlbum();
  const show = useToast((state) => state.show);
  const begin = (name: string) =>
    create.mutate(name, {
      onSuccess: (album) => {
        onDone();
        show(words.created(album.name));
        onOpen(album.id);
      },
    });
  return (
    <NameForm
      label={words.name}
      hint={words.nameHint}
      max={NAME_MAX}
      action={words.create}
      busy={create.isPending}
      error={create.error && errorText(create.error, t)}
      onName={begin}
    />
  );
}

/** Its name, and the way to delete it. */
export function AlbumMenu({ album, onDone }: TaskProps) {
  const words = usePhotosT().album;
  const begin = usePhotosView((state) => state.begin);
  if (!album) return null;
  return (
    <>
      <Rename album={album} onDone={onDone} />
      <Group inset="icon">
        <Row
          icon={<Trash2 aria-hidden="true" size={22} strokeWidth={1.5} className="text-bad" />}
          tone="bad"
          label={words.remove}
          onClick={() => begin("remove")}
        />
      </Group>
    </>
  );
}

function Rename({ album, onDone }: { album: Album; onDone: () => void }) {
  const t = useT();
  const words = usePhotosT().album;
  const [name, setName] = useState(album.name);
  const change = useChangeAlbum(album);
  const same = name.trim() === "" || name.trim() === album.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!same) change.mutate({ name: name.trim() }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} className="mb-6">
      <TextField
        label={words.name}
        value={name}
        maxLength={NAME_MAX}
        onChange={(event) => setName(event.target.value)}
      />
      <FormError text={change.error && errorText(change.error, t)} />
      <Button type="submit" wide busy={change.isPending} disabled={same}>
        {words.rename}
      </Button>
    </form>
  );
}

export function RemoveAlbum({ album, onDone, onGone }: TaskProps) {
  const t = useT();
  const words = usePhotosT().album;
  const remove = useRemoveAlbum();
  const show = useToast((state) => state.show);
  if (!album) return null;
  const go = () =>
    remove.mutate(album.id, {
      onSuccess: () => {
        onDone();
        show(words.removed(album.name));
        onGone();
      },
    });
  return (
    <Question text={words.removeText} error={remove.error && errorText(remove.error, t)} onBack={onDone}>
      <Button look="danger" wide busy={remove.isPending} onClick={go}>
        {words.remove}
      </Button>
    </Question>
  );
}
