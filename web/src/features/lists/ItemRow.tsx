"use client";
import { ArrowDown, ArrowUp, ChevronsUpDown, Ellipsis, EyeOff } from "lucide-react";
import { PROVIDER_NAMES } from "@/api/connect";
import type { Entry, Status, WholeShortlist } from "@/api/lists";
import { errorText } from "@/api/problem";
import { IconButton } from "@/components/IconButton";
import { Link } from "@/components/Link";
import { ScoreRing } from "@/components/ScoreRing";
import { useToast } from "@/components/Toast";
import { formatCompact } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useListsT } from "@/lib/i18n/lists";
import { errorPoints, points } from "@/lib/score";
import { byScore, isShared, nameOf, STATES } from "./model";
import { useChangeItem } from "./queries";
import { useTasks } from "./store";

type Props = { list: WholeShortlist; entry: Entry; place: number; arranging: boolean };

/** Somebody on the list: who, how well they fit, how far things are, and the note. */
export function ItemRow({ list, entry, place, arranging }: Props) {
  const words = useListsT().item;
  const begin = useTasks((state) => state.begin);
  const name = nameOf(entry) ?? words.unshared;
  return (
    <li aria-label={name} className="hairline p-4">
      <div className="flex items-start gap-3">
        <span aria-hidden="true" className="min-w-5 pt-0.5 text-sub text-label-2 tabular-nums">
          {place + 1}
        </span>
        <div className="min-w-0 flex-1">{isShared(entry) ? <Who entry={entry} /> : <Unshared />}</div>
        {isShared(entry) && <Score entry={entry} />}
      </div>
      {entry.notes && (
        <p className="mt-2 ps-8 text-sub whitespace-pre-line wrap-anywhere text-label-2">{entry.notes}</p>
      )}
      <div className="mt-2 flex items-center justify-between gap-2 ps-8">
        <StatusSelect list={list.id} entry={entry} name={name} />
        {arranging ? (
          <Places list={list} entry={entry} place={place} name={name} />
        ) : (
          <IconButton
            icon={Ellipsis}
            label={words.menu(name)}
            onClick={() => begin("item", entry.influencer_id)}
          />
        )}
      </div>
    </li>
  );
}

function Who({ entry }: { entry: Entry }) {
  const words = useListsT().item;
  const language = useLanguage();
  const card = entry.matches[0]?.influencer;
  if (!card) return null;
  return (
    <>
      <Link
        href={`/influencer/?id=${encodeURIComponent(card.id)}`}
        className="-mt-[11px] -mb-2 block rounded-md py-[11px] text-body font-semibold wrap-anywhere active:opacity-60"
      >
        {card.name || card.handle}
      </Link>
      <ul className="mt-0.5 space-y-0.5 text-foot text-label-2 tabular-nums">
        {byScore(entry).map(({ platform, influencer, score, standard_error }) => (
          <li key={platform}>
            {PROVIDER_NAMES[platform]}
            {influencer.followers !== null &&
              ` · ${words.followers(formatCompact(influencer.followers, language))}`}
            {entry.matches.length > 1 && ` · ${points(score)} ± ${errorPoints(standard_error)}`}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Nothing is kept of somebody who shares no more: only what the company wrote itself stays. */
function Unshared() {
  const words = useListsT().item;
  return (
    <>
      <p className="flex items-center gap-1.5 text-body text-label-2">
        <EyeOff aria-hidden="true" size={18} strokeWidth={1.5} className="shrink-0" />
        {words.unshared}
      </p>
      <p className="mt-0.5 text-foot text-label-2">{words.unsharedText}</p>
    </>
  );
}

/** Of the platform that fits best; the others stand beside it in the text. */
function Score({ entry }: { entry: Entry }) {
  const words = useListsT().item;
  const best = byScore(entry)[0];
  if (!best) return null;
  const [score, range] = [String(points(best.score)), words.range(String(errorPoints(best.standard_error)))];
  return (
    <ScoreRing
      score={best.score}
      error={best.standard_error}
      average={best.average_score}
      text={score}
      range={range}
      label={`${PROVIDER_NAMES[best.platform]}: ${words.score(score)}, ${range}`}
    />
  );
}

function StatusSelect({ list, entry, name }: { list: string; entry: Entry; name: string }) {
  const t = useT();
  const words = useListsT().item;
  const change = useChangeItem(list);
  const show = useToast((state) => state.show);
  const choose = (status: Status) =>
    change.mutate(
      { influencer: entry.influencer_id, status },
      { onError: (error) => show(errorText(error, t)) },
    );
  return (
    <span className="relative flex min-h-11 items-center rounded-full bg-fill ps-4 has-focus-visible:outline-3 has-focus-visible:outline-accent">
      <select
        aria-label={words.statusOf(name)}
        value={entry.status}
        onChange={(event) => choose(event.target.value as Status)}
        className="min-h-11 appearance-none bg-transparent pe-9 text-body outline-none"
      >
        {STATES.map((status) => (
          <option key={status} value={status} className="bg-card">
            {words.states[status]}
          </option>
        ))}
      </select>
      <ChevronsUpDown
        aria-hidden="true"
        size={16}
        strokeWidth={2}
        className="pointer-events-none absolute end-3 text-label-2"
      />
    </span>
  );
}

/** One step at a time; dragging would need a second way anyway. */
function Places({ list, entry, place, name }: Omit<Props, "arranging"> & { name: string }) {
  const t = useT();
  const words = useListsT().item;
  const change = useChangeItem(list.id);
  const show = useToast((state) => state.show);
  const to = (position: number) =>
    change.mutate(
      { influencer: entry.influencer_id, position },
      { onError: (error) => show(errorText(error, t)) },
    );
  return (
    <span className="flex">
      <IconButton
        icon={ArrowUp}
        label={words.upName(name)}
        disabled={place === 0}
        onClick={() => to(place - 1)}
      />
      <IconButton
        icon={ArrowDown}
        label={words.downName(name)}
        disabled={place === list.items.length - 1}
        onClick={() => to(place + 1)}
      />
    </span>
  );
}
