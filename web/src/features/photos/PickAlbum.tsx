"use client";
import { CircleAlert, Plus } from "lucide-react";
import { useState } from "react";
import { errorText } from "@/api/problem";
import type { Album } from "@/api/types";
import { FormError } from "@/components/Form";
import { Group, Row } from "@/components/Group";
import { NameForm } from "@/components/NameForm";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure } from "@/components/State";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { usePhotosT } from "@/lib/i18n/photos";
import { NAME_MAX } from "./AlbumTasks";
import { useAddItems, useAlbums, useCreateAlbum } from "./albums";
import { usePhotosView } from "./store";
import type { TaskProps } from "./TaskSheet";

/** Into which album do the chosen photos go? One that is there, or a new one. */
export default function PickAlbum({ chosen, onDone }: Pick<TaskProps, "chosen" | "onDone">) {
  const t = useT();
  const words = usePhotosT().album;
  const list = useAlbums();
  const create = useCreateAlbum();
  const add = useAddItems();
  const [naming, setNaming] = useState(false);
  const show = useToast((state) => state.show);
  const select = usePhotosView((state) => state.select);
  const put = (album: Album) =>
    add.mutate(
      { album: album.id, ids: chosen.map(({ id }) => id) },
      {
        onSuccess: () => {
          onDone();
          select(false);
          show(words.added(album.name));
        },
      },
    );
  const problem = add.error ?? create.error;
  if (naming || list.data?.length === 0)
    return (
      <NameForm
        label={words.name}
        hint={words.nameHint}
        max={NAME_MAX}
        action={words.create}
        busy={create.isPending || add.isPending}
        error={problem && errorText(problem, t)}
        onName={(name) => create.mutate(name, { onSuccess: put })}
      />
    );
  return (
    <>
      <FormError text={problem && errorText(problem, t)} />
      <Group label={words.pick}>
        {list.data ? (
          <>
            <Row
              icon={<Plus aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
              tone="accent"
              label={words.create}
              onClick={() => setNaming(true)}
            />
            {list.data.map((album) => (
              <Row
                key={album.id}
                label={album.name}
                detail={words.count(album.count)}
                busy={add.isPending}
                onClick={() => put(album)}
              />
            ))}
          </>
        ) : list.error ? (
          <Failure icon={CircleAlert} text={errorText(list.error, t)} onRetry={() => void list.refetch()} />
        ) : (
          <SkeletonRows count={3} />
        )}
      </Group>
    </>
  );
}
