"use client";
import { ExternalLink, Mail } from "lucide-react";
import type { ReactNode } from "react";
import type { Creator } from "@/api/types";
import { buttonClass } from "@/components/Button";
import { Tag } from "@/components/Chip";
import { SandboxNote } from "@/components/SandboxNote";
import { isMadeUp } from "@/lib/demo";
import { useLanguage, useT } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { safeLinks } from "@/lib/links";
import { priceText } from "@/lib/money";
import { countryName, languageName } from "@/lib/names";

type Props = { creator: Creator; named: boolean; actions: ReactNode };

/** Who it is, in their own words, and what can be done. */
export function Head({ creator, named, actions }: Props) {
  const t = useMatchT();
  const language = useLanguage();
  const { newTab } = useT().app;
  const { bio, city, countries, languages, categories, contact_email, price } = creator;
  const place = [city, ...countries.map((code) => countryName(code, language))].filter(Boolean).join(", ");
  const spoken = languages.map((code) => languageName(code, language)).join(", ");
  const cost = price && priceText(price, t.creator, language);
  const links = safeLinks(creator.links);
  return (
    <header className="space-y-3">
      {named && <h2 className="px-1 text-title font-bold tracking-tight">{creator.display_name}</h2>}
      {isMadeUp(creator.id) && <SandboxNote />}
      {bio && <p className="max-w-[70ch] px-1 text-sub whitespace-pre-line">{bio}</p>}
      {(place || spoken || cost) && (
        <p className="px-1 text-foot text-label-2">
          {[place, spoken, cost && `${t.creator.price}: ${cost}`].filter(Boolean).join(" · ")}
        </p>
      )}
      {categories.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {categories.map((one) => (
            <Tag key={one}>{t.category[one] ?? one}</Tag>
          ))}
        </div>
      )}
      {(actions || contact_email) && (
        <div className="flex flex-wrap gap-2">
          {actions}
          {contact_email && (
            <a href={`mailto:${contact_email}`} className={buttonClass("soft", false)}>
              <Mail aria-hidden="true" size={20} strokeWidth={1.5} />
              {t.creator.contact}
            </a>
          )}
        </div>
      )}
      {links.length > 0 && (
        <ul aria-label={t.creator.links} className="flex flex-wrap gap-x-4">
          {links.map(({ label, url }) => (
            <li key={url} className="max-w-full">
              <a
                href={url}
                target="_blank"
                rel="noopener noreferrer nofollow"
                className="inline-flex min-h-11 max-w-full items-center gap-1.5 px-1 text-sub font-medium text-accent active:opacity-60"
              >
                <span className="truncate">{label || url}</span>
                <ExternalLink aria-hidden="true" size={14} strokeWidth={2} className="shrink-0" />
                <span className="sr-only">({newTab})</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}
