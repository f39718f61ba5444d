"use client";
import { CircleAlert } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { Bone } from "@/components/Skeleton";
import { Failure } from "@/components/State";
import { useT } from "@/lib/i18n";
import type { Photos } from "./queries";
import { useNear } from "./useBrowser";

type Props = {
  list: Photos;
  label: string;
  /** Says that there is none, and what to do. */
  empty: ReactNode;
  /** The photos, where there are some. */
  children: ReactNode;
};

/** What every list of photos is besides its photos: on its way, failed, empty, and longer than what is loaded. */
export function PhotoList({ list, label, empty, children }: Props) {
  const t = useT();
  if (list.photos === undefined)
    return list.error ? (
      <Group label={label}>
        <Failure icon={CircleAlert} text={errorText(list.error, t)} onRetry={list.retry} />
      </Group>
    ) : (
      <GridSkeleton />
    );
  const none = list.photos.length === 0;
  if (none && !list.hasMore) return <Group label={label}>{empty}</Group>;
  return (
    <>
      {/* A page may be empty, or have become so, and yet not be the last one. */}
      {none ? !list.moreFailed && <GridSkeleton /> : children}
      <MorePhotos list={list} />
    </>
  );
}

/** Pages follow each other for as long as the end is near; the button is for keyboards and after an error. */
function MorePhotos({ list }: { list: Photos }) {
  const t = useT();
  const ref = useRef<HTMLDivElement>(null);
  const near = useNear(ref, "2000px 0px", false);
  const { hasMore, loadingMore, moreFailed, loadMore, pageCount } = list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page that has come, while near
  useEffect(() => {
    if (near && hasMore && !loadingMore && !moreFailed) loadMore();
  }, [near, hasMore, loadingMore, pageCount]);
  return (
    <div ref={ref} className="flex min-h-px justify-center pb-4">
      {hasMore && (
        <Button look="plain" busy={loadingMore} onClick={loadMore}>
          {moreFailed ? t.action.retry : t.action.more}
        </Button>
      )}
    </div>
  );
}

const BONES = Array.from({ length: 15 }, (_, index) => index);

export function GridSkeleton() {
  const t = useT();
  return (
    <div role="status">
      <span className="sr-only">{t.app.loading}</span>
      <Bone className="mb-4 h-7 w-40" />
      <div className="-mx-4 grid grid-cols-3 sm:grid-cols-5 lg:mx-0 lg:grid-cols-6">
        {BONES.map((index) => (
          <span key={index} className="aspect-square p-px lg:p-0.5">
            <Bone className="size-full rounded-none lg:rounded-md" />
          </span>
        ))}
      </div>
    </div>
  );
}
