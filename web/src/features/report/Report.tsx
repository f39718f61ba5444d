"use client";
import { FileSearch, Printer, TriangleAlert } from "lucide-react";
import { useSearchParams } from "next/navigation";
import type { WholeShortlist } from "@/api/lists";
import { errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { Screen } from "@/components/Screen";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { audienceName } from "@/lib/audienceName";
import { formatDay } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useListsT } from "@/lib/i18n/lists";
import { useMatchT } from "@/lib/i18n/match";
import { CreatorBlock } from "./CreatorBlock";
import { weightsText } from "./model";
import { type Person, useReport } from "./queries";

/** A list as it goes onto paper: one block for each creator, in the list's order. */
export function Report() {
  const t = useT();
  const words = useListsT();
  const id = useSearchParams().get("id");
  const report = useReport(id);
  const list = report.list.data;
  const ready = Boolean(list) && !report.waiting;
  return (
    <Screen
      title={list?.name ?? words.report.title}
      back={{
        href: id ? `/lists/?id=${encodeURIComponent(id)}` : "/lists/",
        label: words.report.back,
      }}
      action={ready && report.people.length > 0 && <Print />}
    >
      {report.error ? (
        <Group>
          <Failure icon={TriangleAlert} text={errorText(report.error, t)} onRetry={report.refetch} />
        </Group>
      ) : report.waiting ? (
        <Group>
          <p role="status" className="sr-only">
            {words.report.preparing}
          </p>
          {report.people.length > 0 && (
            <p aria-hidden="true" className="px-4 pt-3 text-foot text-label-2 tabular-nums">
              {words.report.preparing} · {report.done}/{report.people.length}
            </p>
          )}
          <SkeletonRows count={6} />
        </Group>
      ) : list ? (
        <Sheets list={list} people={report.people} />
      ) : (
        <Group>
          <Notice icon={FileSearch} title={words.lists.gone} />
        </Group>
      )}
    </Screen>
  );
}

function Print() {
  const words = useListsT().report;
  return (
    <Button
      look="soft"
      icon={<Printer aria-hidden="true" size={20} strokeWidth={1.5} />}
      onClick={() => window.print()}
    >
      {words.print}
    </Button>
  );
}

type Props = { list: WholeShortlist; people: readonly Person[] };

function Sheets({ list, people }: Props) {
  const words = useListsT();
  const hidden = list.items.length - people.length;
  if (people.length === 0)
    return (
      <Group>
        <Notice icon={FileSearch} title={words.lists.emptyItems} />
      </Group>
    );
  return (
    <>
      <Preface list={list} people={people} />
      {people.map((person, place) => (
        <CreatorBlock key={person.entry.influencer_id} person={person} place={place + 1} />
      ))}
      <div className="space-y-2 px-4 text-foot text-label-2 print:px-0">
        {hidden > 0 && <p>{words.report.hidden(hidden)}</p>}
        <p>{words.report.method}</p>
        {people.some(({ entry }) => entry.matches.some(({ derived_by_us }) => derived_by_us)) && (
          <p>{words.report.derived}</p>
        )}
      </div>
    </>
  );
}

/** When, against whom, and by which weights. */
function Preface({ list, people }: Props) {
  const words = useListsT().report;
  const audience = useAudienceT();
  const match = useMatchT();
  const language = useLanguage();
  const now = new Date();
  const used = people.find(({ fit }) => fit !== null)?.fit;
  return (
    <div className="mb-6 space-y-1 px-4 text-sub text-label-2 print:px-0">
      <p>
        {words.on(formatDay(now.toISOString(), new Date(0), language))} · {words.people(people.length)}
      </p>
      {used && <p>{words.against(audienceName(used.audience, match))}</p>}
      {used && (
        <p>
          {words.weights}: {weightsText(used.weights, audience, language)}
        </p>
      )}
      {list.notes && <p className="pt-2 whitespace-pre-line text-label">{list.notes}</p>}
    </div>
  );
}
