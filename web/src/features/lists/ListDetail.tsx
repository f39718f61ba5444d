"use client";
import { ArrowUpDown, Check, Ellipsis, FileSearch, TriangleAlert, Users } from "lucide-react";
import type { WholeShortlist } from "@/api/lists";
import { errorText } from "@/api/problem";
import { Button, buttonClass } from "@/components/Button";
import { Group } from "@/components/Group";
import { IconButton } from "@/components/IconButton";
import { Link } from "@/components/Link";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { useT } from "@/lib/i18n";
import { useListsT } from "@/lib/i18n/lists";
import { ItemRow } from "./ItemRow";
import { Overlaps } from "./Overlaps";
import type { useShortlist } from "./queries";
import { useTasks } from "./store";

/** The people of a list from the first to the last, or why there are none to see. */
export function ListDetail({ query }: { query: ReturnType<typeof useShortlist> }) {
  const t = useT();
  const words = useListsT().lists;
  if (query.data && query.data.items.length > 0) return <Filled list={query.data} />;
  return (
    <>
      {query.data?.notes && <ListNotes text={query.data.notes} />}
      <Group>
        {query.data ? (
          <Notice
            icon={Users}
            title={words.emptyItems}
            text={words.emptyItemsText}
            action={
              <Link href="/match/" className={buttonClass("filled", false)}>
                {words.toMatch}
              </Link>
            }
          />
        ) : query.data === null ? (
          <Notice icon={FileSearch} title={words.gone} />
        ) : query.error ? (
          <Failure
            icon={TriangleAlert}
            text={errorText(query.error, t)}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <SkeletonRows count={4} />
        )}
      </Group>
    </>
  );
}

function Filled({ list }: { list: WholeShortlist }) {
  const words = useListsT();
  const arranging = useTasks((state) => state.arranging);
  return (
    <>
      {list.notes && <ListNotes text={list.notes} />}
      <div className="mb-2 flex items-center justify-between ps-4">
        <p className="text-foot font-medium text-label-2">{words.lists.count(list.items.length)}</p>
        {list.items.length > 1 && <Arrange />}
      </div>
      <Group>
        <ol aria-label={words.lists.items}>
          {list.items.map((entry, place) => (
            <ItemRow
              key={entry.influencer_id}
              list={list}
              entry={entry}
              place={place}
              arranging={arranging && list.items.length > 1}
            />
          ))}
        </ol>
      </Group>
      <Overlaps list={list} />
    </>
  );
}

const ListNotes = ({ text }: { text: string }) => (
  <p className="mb-5 px-4 text-sub whitespace-pre-line text-label-2">{text}</p>
);

function Arrange() {
  const words = useListsT().item;
  const { arranging, arrange } = useTasks();
  const Icon = arranging ? Check : ArrowUpDown;
  return (
    <Button
      look="plain"
      aria-pressed={arranging}
      icon={<Icon aria-hidden="true" size={20} strokeWidth={1.5} />}
      onClick={() => arrange(!arranging)}
    >
      {arranging ? words.arranged : words.arrange}
    </Button>
  );
}

/** What can be done with the whole list. */
export function ListActions({ list }: { list: WholeShortlist }) {
  const words = useListsT().lists;
  const begin = useTasks((state) => state.begin);
  return <IconButton icon={Ellipsis} label={words.more} onClick={() => begin("edit", list.id)} />;
}
