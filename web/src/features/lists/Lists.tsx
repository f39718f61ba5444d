"use client";
import { ListChecks, Plus, TriangleAlert } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import type { Shortlist } from "@/api/lists";
import { errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { Screen } from "@/components/Screen";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { useWide } from "@/lib/browser";
import { cx } from "@/lib/cx";
import { formatAgo } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useListsT } from "@/lib/i18n/lists";
import { ListActions, ListDetail } from "./ListDetail";
import { useShortlist, useShortlists } from "./queries";
import { useTasks } from "./store";
import { TaskSheet } from "./TaskSheet";

/** All lists, and the open one (?id=): a page of its own on a phone, beside the others where there is room. */
export function Lists() {
  const words = useListsT();
  const wide = useWide();
  const router = useRouter();
  const id = useSearchParams().get("id");
  const end = useTasks((state) => state.end);
  useEffect(() => end, [end]);
  const lists = useShortlists();
  const chosen = id ?? (wide ? (lists.data?.[0]?.id ?? null) : null);
  const list = useShortlist(chosen);
  const alone = !wide && id !== null;
  const open = (next: string) => router.push(`/lists/?id=${encodeURIComponent(next)}`, { scroll: !wide });
  const leave = () => router.replace("/lists/");
  return (
    <Screen
      title={alone ? (list.data?.name ?? words.lists.title) : words.lists.title}
      back={alone ? { href: "/lists/", label: words.lists.title } : { href: "/match/", label: words.match }}
      action={alone ? list.data && <ListActions list={list.data} /> : <Create />}
    >
      <div className="lg:grid lg:grid-cols-[18rem_minmax(0,1fr)] lg:items-start lg:gap-8">
        {!alone && <Overview lists={lists} chosen={chosen} onOpen={open} />}
        {chosen !== null && (
          <section aria-label={list.data?.name ?? words.lists.title} className="min-w-0">
            {wide && list.data && (
              <div className="mb-3 flex min-h-11 items-center justify-between gap-3">
                <h2 className="min-w-0 px-1 text-title font-bold tracking-tight">{list.data.name}</h2>
                <ListActions list={list.data} />
              </div>
            )}
            <ListDetail query={list} />
          </section>
        )}
      </div>
      <TaskSheet list={list.data ?? null} onOpen={open} onGone={leave} />
    </Screen>
  );
}

function Create() {
  const words = useListsT().lists;
  const begin = useTasks((state) => state.begin);
  return (
    <Button
      look="soft"
      icon={<Plus aria-hidden="true" size={20} strokeWidth={2} />}
      onClick={() => begin("create")}
    >
      {words.create}
    </Button>
  );
}

type OverviewProps = {
  lists: ReturnType<typeof useShortlists>;
  chosen: string | null;
  onOpen: (id: string) => void;
};

function Overview({ lists, chosen, onOpen }: OverviewProps) {
  const t = useT();
  const words = useListsT().lists;
  const begin = useTasks((state) => state.begin);
  if (lists.data && lists.data.length > 0)
    return (
      <Group>
        <ul aria-label={words.title}>
          {lists.data.map((list) => (
            <ListRow key={list.id} list={list} selected={list.id === chosen} onOpen={onOpen} />
          ))}
        </ul>
      </Group>
    );
  return (
    <div className="lg:col-span-2">
      <Group>
        {lists.data ? (
          <Notice
            icon={ListChecks}
            title={words.empty}
            text={words.emptyText}
            action={<Button onClick={() => begin("create")}>{words.create}</Button>}
          />
        ) : lists.error ? (
          <Failure
            icon={TriangleAlert}
            text={errorText(lists.error, t)}
            onRetry={() => void lists.refetch()}
          />
        ) : (
          <SkeletonRows count={3} />
        )}
      </Group>
    </div>
  );
}

type RowProps = { list: Shortlist; selected: boolean; onOpen: (id: string) => void };

function ListRow({ list, selected, onOpen }: RowProps) {
  const words = useListsT().lists;
  const language = useLanguage();
  return (
    <li className="hairline">
      <button
        type="button"
        aria-current={selected ? "true" : undefined}
        onClick={() => onOpen(list.id)}
        className={cx(
          "block min-h-16 w-full px-4 py-2.5 text-start transition-colors duration-200 active:bg-pressed focus-visible:-outline-offset-3",
          selected && "lg:bg-accent-soft",
        )}
      >
        <span className="block truncate text-body">{list.name}</span>
        <span className="block text-foot text-label-2">
          {words.count(list.size)} · {formatAgo(list.updated_at, new Date(), language)}
        </span>
      </button>
    </li>
  );
}
