/** What a saved search asks for and what is new in it, in words. Pure. */

import { PROVIDER_NAMES } from "@/api/connect";
import type { Digest, SavedQuery } from "@/api/lists";
import type { SearchRequest } from "@/api/types";
import { bucketName } from "@/lib/buckets";
import { formatCompact, formatShare } from "@/lib/format";
import type { AudienceTexts } from "@/lib/i18n/audience";
import type { ListsTexts } from "@/lib/i18n/lists";
import type { MatchTexts } from "@/lib/i18n/match";
import { countryName, languageName } from "@/lib/names";
import type { Language } from "@/lib/preferences";

/** A page's cursor and size are of the moment, not of the search. */
export function toQuery({ cursor: _cursor, limit: _limit, ...query }: SearchRequest): SearchRequest {
  return query;
}

type Texts = { match: MatchTexts; audience: AudienceTexts; lists: ListsTexts };

const span = (
  low: number | null | undefined,
  high: number | null | undefined,
  text: (value: number) => string,
) =>
  low != null && high != null
    ? `${text(low)} – ${text(high)}`
    : low != null
      ? `≥ ${text(low)}`
      : high != null
        ? `≤ ${text(high)}`
        : null;

/** At most so many parts are named; the others are counted. */
const NAMED = 4;

/** "Instagram, Moda, Türkiye, Takipçi ≥ 10 B +2": what is looked for, in one line. */
export function summary(query: SavedQuery, t: Texts, language: Language): string {
  const parts = partsOf(query, t, language);
  if (parts.length === 0) return t.lists.searches.everyone;
  const rest = parts.length - NAMED;
  return parts.slice(0, NAMED).join(", ") + (rest > 0 ? ` +${rest}` : "");
}

function partsOf({ filters }: SavedQuery, t: Texts, language: Language): string[] {
  const { filter } = t.match;
  const count = (value: number) => formatCompact(value, language);
  const share = (value: number) => formatShare(value, language);
  const named = (name: string, text: string | null) => text && `${name} ${text}`;
  const known = filters ?? {};
  return [
    known.text && `“${known.text}”`,
    ...(known.platforms ?? []).map((platform) => PROVIDER_NAMES[platform]),
    ...(known.categories ?? []).map((category) => t.match.category[category] ?? category),
    ...(known.countries ?? []).map((code) => countryName(code, language)),
    ...(known.cities ?? []),
    ...(known.languages ?? []).map((code) => languageName(code, language)),
    ...(known.audience ?? []).map(
      ({ dimension, bucket, at_least }) =>
        `${bucketName(dimension, bucket, [], t.audience, language)} ≥ ${share(at_least / 100)}`,
    ),
    named(filter.followers, span(known.followers?.min, known.followers?.max, count)),
    named(t.match.sort.engagement_rate, span(known.engagement_rate?.min, known.engagement_rate?.max, share)),
    named(t.match.sort.growth, span(known.growth?.min, known.growth?.max, share)),
    named(filter.views, span(known.views?.min, known.views?.max, count)),
    named(filter.price, known.price ? span(known.price.min, known.price.max, count) : null),
    known.verified ? filter.verifiedChip : null,
    known.contactable ? filter.contactableChip : null,
  ].filter((part): part is string => Boolean(part));
}

/** Each as a short sentence, only of what there is. */
export function news({ new: fresh, changed, gone }: Digest, t: ListsTexts["searches"]): string[] {
  return [
    fresh.length > 0 && t.fresh(fresh.length),
    changed.length > 0 && t.changed(changed.length),
    gone > 0 && t.gone(gone),
  ].filter((text) => text !== false);
}
