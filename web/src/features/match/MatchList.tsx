"use client";
import { CircleAlert, SearchX, UsersRound } from "lucide-react";
import { errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { More } from "@/components/More";
import { Bone } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { cx } from "@/lib/cx";
import { useT } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { useReorder } from "@/lib/useReorder";
import { MatchRow } from "./MatchRow";
import { keyOf, type Ranked } from "./model";
import type { useMatches } from "./queries";

type Props = {
  list: ReturnType<typeof useMatches>;
  rows: readonly Ranked[] | undefined;
  selected: string | null;
  onOpen: (row: Ranked) => void;
  onMore: () => void;
  filtered: boolean;
  onClear: () => void;
};

/** The matches in their order, or why there are none to see. */
export function MatchList({ list, rows, selected, onOpen, onMore, filtered, onClear }: Props) {
  const t = useT();
  const words = useMatchT();
  const order = rows?.map(({ match }) => keyOf(match)).join() ?? "";
  const ref = useReorder<HTMLUListElement>(order);
  if (rows && rows.length > 0) {
    return (
      <>
        <Group>
          <ul
            ref={ref}
            aria-label={words.list}
            aria-busy={list.isPlaceholderData || undefined}
            className="relative [--inset:6rem]"
          >
            {rows.map((row) => {
              const key = keyOf(row.match);
              return <MatchRow key={key} row={row} selected={key === selected} onOpen={onOpen} />;
            })}
          </ul>
        </Group>
        {list.hasNextPage && !list.isPlaceholderData && (
          <More
            key={rows.length}
            busy={list.isFetchingNextPage}
            failed={list.isFetchNextPageError}
            ahead="600px"
            onMore={onMore}
          />
        )}
      </>
    );
  }
  return (
    <Group>
      {rows ? (
        <Nothing filtered={filtered} onClear={onClear} />
      ) : list.error ? (
        <Failure icon={CircleAlert} text={errorText(list.error, t)} onRetry={() => void list.refetch()} />
      ) : (
        <Waiting />
      )}
    </Group>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { empty } = useMatchT();
  if (!filtered) return <Notice icon={UsersRound} title={empty.none} text={empty.noneText} />;
  return (
    <Notice
      icon={SearchX}
      title={empty.title}
      text={empty.text}
      action={
        <Button look="soft" onClick={onClear}>
          {empty.action}
        </Button>
      }
    />
  );
}

/** Rows of the height of the real ones, so that nothing moves when they arrive. */
function Waiting() {
  const t = useT();
  return (
    <div role="status" className="[--inset:6rem]">
      <span className="sr-only">{t.app.loading}</span>
      {[1, 2, 3, 4, 5].map((index) => (
        <div key={index} className="hairline flex gap-4 px-4 py-3.5">
          <span className="size-16 shrink-0 overflow-hidden rounded-full">
            <Bone className="size-full" />
          </span>
          <span className="flex-1 space-y-2.5 pt-1">
            <Bone className={cx("h-4", index % 2 ? "w-2/5" : "w-3/5")} />
            <Bone className="h-3 w-4/5" />
            <Bone className="h-4 w-full" />
            <Bone className="h-3 w-1/3" />
          </span>
        </div>
      ))}
    </div>
  );
}
