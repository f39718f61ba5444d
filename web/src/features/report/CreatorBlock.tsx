"use client";
import { PROVIDER_NAMES } from "@/api/connect";
import type { CreatorScore, Match } from "@/api/types";
import { Button } from "@/components/Button";
import { PairTable } from "@/components/PairTable";
import { ScoreRing } from "@/components/ScoreRing";
import { formatDay } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useListsT } from "@/lib/i18n/lists";
import { useMatchT } from "@/lib/i18n/match";
import { countryName } from "@/lib/names";
import { errorPoints, type Measure, points } from "@/lib/score";
import { charted, figuresOf, pairsOf, reasons, scaleOf } from "./model";
import type { Missed, Person } from "./queries";

type Props = { person: Person; place: number };

/** One creator on paper; never torn apart between two sheets. */
export function CreatorBlock({ person, place }: Props) {
  const { entry, fit, missed } = person;
  const words = useListsT();
  const matches = [...entry.matches].sort((a, b) => b.score - a.score);
  const best = matches[0];
  if (!best) return null;
  const drawn = fit?.items.find(({ platform }) => platform === best.platform);
  const name = best.influencer.name || best.influencer.handle;
  return (
    <section
      aria-label={name}
      className="mb-6 break-inside-avoid rounded-card bg-card p-5 shadow-soft print:rounded-none print:border-t print:border-separator print:px-0 print:pt-5"
    >
      <div className="flex flex-col gap-3 sm:flex-row sm:items-start sm:justify-between print:flex-row print:justify-between">
        <Who match={best} name={name} place={place} status={words.item.states[entry.status]} />
        <div className="flex gap-3">
          {matches.map((match) => (
            <PlatformScore key={match.platform} match={match} />
          ))}
        </div>
      </div>
      <Figures match={best} />
      {entry.notes && <p className="mt-4 text-sub whitespace-pre-line wrap-anywhere">{entry.notes}</p>}
      <div className="mt-5 grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-5 sm:grid-cols-2 print:grid-cols-2">
        {drawn &&
          charted(drawn).map((measure) => <Chart key={measure} measure={measure} fit={drawn} name={name} />)}
        {missed && <NoCharts {...missed} />}
        <Why match={best} name={name} />
      </div>
    </section>
  );
}

/** The rest of the block stands; on paper only the sentence does. */
function NoCharts({ busy, retry }: Missed) {
  const t = useT();
  const words = useListsT().report;
  return (
    <div role="alert" className="min-w-0 text-sub text-label-2">
      <p>{words.noCharts}</p>
      <div className="mt-3 print:hidden">
        <Button look="soft" busy={busy} onClick={retry}>
          {t.action.retry}
        </Button>
      </div>
    </div>
  );
}

function Who({ match, name, place, status }: { match: Match; name: string; place: number; status: string }) {
  const words = useListsT().report;
  const categories = useMatchT().category;
  const language = useLanguage();
  const { handle, country, checked_at, provenance } = match.influencer;
  return (
    <div className="min-w-0">
      <h2 className="text-title font-bold tracking-tight wrap-anywhere">
        <span className="me-2 font-normal text-label-2 tabular-nums">{place}</span>
        {name}
      </h2>
      <p className="text-sub text-label-2 wrap-anywhere">
        {[
          PROVIDER_NAMES[match.platform],
          handle && `@${handle.replace(/^@/, "")}`,
          country && countryName(country, language),
          ...match.influencer.categories.map((category) => categories[category] ?? category),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <p className="text-foot text-label-2">
        {status} · {words.checked(formatDay(checked_at, new Date(), language))}
        {provenance === "self_reported" && ` · ${words.self}`}
      </p>
    </div>
  );
}

function PlatformScore({ match }: { match: Match }) {
  const words = useListsT();
  const [score, range] = [
    String(points(match.score)),
    words.item.range(String(errorPoints(match.standard_error))),
  ];
  return (
    <div className="flex flex-col items-center gap-1 text-center text-foot text-label-2">
      <ScoreRing
        score={match.score}
        error={match.standard_error}
        average={match.average_score}
        text={score}
        range={range}
        label={`${words.report.score}, ${PROVIDER_NAMES[match.platform]}: ${words.item.score(score)}, ${range}`}
      />
      <span>{PROVIDER_NAMES[match.platform]}</span>
    </div>
  );
}

function Figures({ match }: { match: Match }) {
  const words = useListsT().report;
  const language = useLanguage();
  const { creator } = useMatchT();
  const figures = figuresOf(match, words, creator, language);
  if (figures.length === 0) return null;
  return (
    <dl aria-label={words.figures} className="mt-4 flex flex-wrap gap-x-8 gap-y-3">
      {figures.map(({ name, value }) => (
        <div key={name} className="flex flex-col-reverse">
          <dt className="text-foot text-label-2">{name}</dt>
          <dd className="text-body font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Chart({ measure, fit, name }: { measure: Measure; fit: CreatorScore; name: string }) {
  const words = useListsT().report;
  const audience = useAudienceT();
  const language = useLanguage();
  const pairs = pairsOf(measure, fit.fit[measure], audience, language);
  const title = audience.dimension[measure] ?? measure;
  return (
    <div className="min-w-0 break-inside-avoid">
      <h3 className="mb-1 text-sub font-semibold">{title}</h3>
      <PairTable
        caption={`${name}: ${title}`}
        columns={{
          name: title,
          first: words.creator,
          second: words.company,
          difference: words.difference,
        }}
        pairs={pairs}
        scale={scaleOf(pairs)}
      />
    </div>
  );
}

/** What each dimension adds: the rows sum to the score. */
function Why({ match, name }: { match: Match; name: string }) {
  const words = useListsT().report;
  const audience = useAudienceT();
  const language = useLanguage();
  const rows = reasons(match, language);
  const cell = "py-1.5 ps-3 text-end tabular-nums";
  return (
    <div className="min-w-0 break-inside-avoid">
      <h3 className="text-sub font-semibold">
        {words.why}
        <span className="font-normal text-label-2">
          {" "}
          · {words.confidence[match.confidence_label] ?? match.confidence_label}
        </span>
      </h3>
      <table className="mt-1 w-full text-sub">
        <caption className="sr-only">{`${name}: ${words.why}`}</caption>
        <thead>
          <tr className="text-foot text-label-2">
            <td />
            {[words.similarity, words.weight, words.adds].map((title) => (
              <th key={title} scope="col" className={`${cell} font-normal`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="border-t border-separator">
              <th scope="row" className="py-1.5 text-start font-normal">
                {audience.dimension[row.name]}
                {!row.known && <span className="block text-foot text-label-2">{words.missing}</span>}
              </th>
              <td className={cell}>{row.similarity}</td>
              <td className={cell}>{row.weight}</td>
              <td className={cell}>{row.adds}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
