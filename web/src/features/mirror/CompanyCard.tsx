"use client";
import { ExternalLink } from "lucide-react";
import { PROVIDER_NAMES } from "@/api/connect";
import type { CompanyMatch } from "@/api/lists";
import { MiniBars } from "@/components/MiniBars";
import { SandboxNote } from "@/components/SandboxNote";
import { ScoreRing } from "@/components/ScoreRing";
import { isMadeUp } from "@/lib/demo";
import { useLanguage, useT } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useListsT } from "@/lib/i18n/lists";
import { useMatchT } from "@/lib/i18n/match";
import { safeLinks } from "@/lib/links";
import { priceText } from "@/lib/money";
import { errorPoints, points } from "@/lib/score";
import { aboutText, bars, byScore } from "./model";

/** One company: what it says of itself, and for each shared account how alike the audiences are. */
export function CompanyCard({ match }: { match: CompanyMatch }) {
  const words = useListsT().mirror;
  const { category: categories, creator } = useMatchT();
  const language = useLanguage();
  const { company, scores } = match;
  const name = company.name || words.nameless;
  const about = aboutText(company, categories, language);
  const budget = company.budget && priceText(company.budget, creator, language);
  return (
    <li aria-label={name} className="mb-5 rounded-card bg-card p-4 shadow-soft">
      <h2 className="text-body font-semibold wrap-anywhere">{name}</h2>
      {about && <p className="text-foot text-label-2">{about}</p>}
      {isMadeUp(company.id) && <SandboxNote />}
      {company.bio && <p className="mt-2 text-sub whitespace-pre-line wrap-anywhere">{company.bio}</p>}
      {budget && <p className="mt-2 text-sub">{words.budget(budget)}</p>}
      {byScore(scores).map((score) => (
        <Platform key={score.platform} score={score} company={name} />
      ))}
      <Links links={company.links} company={name} />
    </li>
  );
}

type PlatformProps = { score: CompanyMatch["scores"][number]; company: string };

function Platform({ score, company }: PlatformProps) {
  const words = useListsT();
  const t = useAudienceT();
  const platform = PROVIDER_NAMES[score.platform];
  const [text, range] = [
    String(points(score.score)),
    words.item.range(String(errorPoints(score.standard_error))),
  ];
  return (
    <div className="mt-4 flex items-center gap-4">
      <ScoreRing
        score={score.score}
        error={score.standard_error}
        average={null}
        text={text}
        range={range}
        label={`${words.report.score}, ${platform}: ${words.item.score(text)}, ${range}`}
      />
      <div className="min-w-0 flex-1">
        <p className="mb-1.5 text-sub">
          <span className="font-medium">{platform}</span>
          <span className="text-foot text-label-2">
            {" "}
            · {words.report.confidence[score.confidence_label]}
            {score.derived_by_us && ` · ${t.provenance.derived}`}
          </span>
        </p>
        <MiniBars label={words.mirror.similarityCaption(company, platform)} bars={bars(score, t)} />
      </div>
    </div>
  );
}

function Links({ links, company }: { links: CompanyMatch["company"]["links"]; company: string }) {
  const words = useListsT().mirror;
  const { newTab } = useT().app;
  const safe = safeLinks(links);
  if (safe.length === 0) return null;
  return (
    <ul aria-label={words.links(company)} className="mt-3 flex flex-wrap gap-x-4">
      {safe.map(({ label, url }) => (
        <li key={`${label} ${url}`}>
          <a
            href={url}
            target="_blank"
            rel="noreferrer nofollow"
            className="flex min-h-11 items-center gap-1.5 rounded-md text-sub text-accent active:opacity-60"
          >
            {label}
            <ExternalLink aria-hidden="true" size={16} strokeWidth={1.5} />
            <span className="sr-only">({newTab})</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
