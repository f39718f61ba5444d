"use client";
import { useState } from "react";
import { PROVIDER_NAMES } from "@/api/connect";
import type { CreatorAccount, CreatorFit, CreatorScore } from "@/api/types";
import { BarTable } from "@/components/BarTable";
import { PairTable } from "@/components/PairTable";
import { audienceName } from "@/lib/audienceName";
import { bucketName } from "@/lib/buckets";
import { dayOnly, formatCount, formatDay, formatShare } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useMatchT } from "@/lib/i18n/match";
import type { Measure } from "@/lib/score";
import { Card } from "./Card";
import { pairs, SHOWN_FIRST } from "./model";
import { useSampleSize } from "./queries";

const ORDER: readonly Measure[] = ["age", "gender", "country", "device"];
type Props = {
  scored: CreatorScore;
  account: CreatorAccount;
  /** The audience that is matched against. */
  company: CreatorFit["audience"];
};

/** Both audiences beside each other, one card a dimension. */
export function Compare({ scored, account, company }: Props) {
  const t = useMatchT();
  return (
    <section aria-label={t.compare.title} className="space-y-4">
      {ORDER.filter((name) => scored.fit[name].creator_state !== "missing").map((name) => (
        <One key={name} name={name} scored={scored} account={account} company={company} />
      ))}
    </section>
  );
}

function One({ name, scored, account, company }: Props & { name: Measure }) {
  const t = useMatchT();
  const audience = useAudienceT();
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const part = scored.fit[name];
  const rows = pairs(name, part, { match: t, audience, language });
  const cut = rows.length > SHOWN_FIRST + 1;
  const platform = PROVIDER_NAMES[scored.platform];
  return (
    <Card title={t.dimension[name]}>
      <PairTable
        caption={t.compare.caption(t.dimension[name], platform)}
        columns={{
          name: t.dimension[name],
          first: t.compare.creator,
          second: audienceName(company, t),
          difference: t.compare.difference,
        }}
        pairs={cut && !all ? rows.slice(0, SHOWN_FIRST) : rows}
        scale={Math.max(0, ...rows.flatMap(({ first, second }) => [first, second]))}
      />
      {cut && <More all={all} count={rows.length} onToggle={() => setAll(!all)} />}
      <Fine
        name={name}
        account={account}
        assumed={part.company_state === "missing"}
        yours={useSampleSize(company.id, name)}
      />
    </Card>
  );
}

function More({ all, count, onToggle }: { all: boolean; count: number; onToggle: () => void }) {
  const t = useMatchT();
  return (
    <button
      type="button"
      aria-expanded={all}
      onClick={onToggle}
      className="-ms-2 min-h-11 rounded-button px-2 text-sub font-medium text-accent active:opacity-60"
    >
      {all ? t.compare.fewer : t.compare.all(count)}
    </button>
  );
}

/** How many people, of when. */
type FineProps = { name: string; account: CreatorAccount; assumed?: boolean; yours?: number | undefined };

function Fine({ name, account, assumed, yours }: FineProps) {
  const t = useMatchT();
  const language = useLanguage();
  const count = (people: number) => formatCount(Math.round(people), language);
  const told = account.dimensions.find((one) => one.name === name);
  return (
    <div className="mt-2 space-y-0.5 text-foot text-label-2">
      {assumed && <p className="font-medium text-label">{t.compare.assumedCompany}</p>}
      {told && (
        <p>
          {t.compare.basedOn(count(told.sample_size))} ·{" "}
          {t.compare.of(formatDay(dayOnly(told.window.end), new Date(), language))}
        </p>
      )}
      {!assumed && yours !== undefined && <p>{t.compare.yours(count(yours))}</p>}
    </div>
  );
}

/** Cities are told by the provider and count in no score: the company's own are named differently. */
export function Cities({ account }: { account: CreatorAccount }) {
  const t = useMatchT();
  const audience = useAudienceT();
  const language = useLanguage();
  const cities = account.dimensions.find(({ name, state }) => name === "city" && state === "value");
  if (!cities) return null;
  const all = cities.buckets.map(({ bucket }) => bucket);
  const bars = cities.buckets.slice(0, SHOWN_FIRST).map(({ bucket, share }) => ({
    key: bucket,
    name: bucketName("city", bucket, all, audience, language),
    share,
    text: formatShare(share, language),
    amount: null,
  }));
  return (
    <Card title={t.compare.cities}>
      <BarTable
        caption={t.compare.cities}
        columns={{ name: t.compare.cities, share: audience.column.share, amount: null }}
        bars={bars}
        scale={Math.max(0, ...bars.map(({ share }) => share))}
      />
      <Fine name="city" account={account} />
    </Card>
  );
}
