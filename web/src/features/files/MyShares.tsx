"use client";
import { Link2, TriangleAlert } from "lucide-react";
import { errorText } from "@/api/problem";
import { Group } from "@/components/Group";
import { More } from "@/components/More";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { useT } from "@/lib/i18n";
import { useFilesT } from "@/lib/i18n/files";
import { keepsFocus } from "@/lib/rowFocus";
import { ShareRow } from "./ShareRow";
import { useMyShares } from "./sharing";

/** Every link that is open, of whatever: what others can see is to be seen at a glance. */
export const MyShares = () => (
  <div ref={keepsFocus} className="outline-none">
    <Links />
  </div>
);

function Links() {
  const t = useT();
  const words = useFilesT().share;
  const list = useMyShares();
  const shares = list.data?.pages.flatMap((page) => page.items);
  if (!shares)
    return (
      <Group>
        {list.error ? (
          <Failure icon={TriangleAlert} text={errorText(list.error, t)} onRetry={() => void list.refetch()} />
        ) : (
          <SkeletonRows count={2} />
        )}
      </Group>
    );
  if (shares.length === 0 && !list.hasNextPage)
    return <Notice icon={Link2} title={words.nothing} text={words.nothingText} />;
  return (
    <>
      <Group label={words.list}>
        <ul aria-label={words.list}>
          {shares.map((share) => (
            <ShareRow key={share.id} share={share} named />
          ))}
        </ul>
      </Group>
      {list.hasNextPage && (
        <More
          key={list.data?.pages.length}
          busy={list.isFetchingNextPage}
          failed={list.isFetchNextPageError}
          onMore={() => void list.fetchNextPage()}
          ahead="200px"
        />
      )}
    </>
  );
}
