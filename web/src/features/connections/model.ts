/** What a connection's card says and offers. Pure. */
import type { Connection, Provider, ProviderOffer, Role } from "@/api/types";
import { dayOnly, formatAgo, formatCount, formatDay, formatUntil } from "@/lib/format";
import type { AudienceTexts } from "@/lib/i18n/audience";
import type { ConnectTexts } from "@/lib/i18n/connect";
import type { Language } from "@/lib/preferences";

/** The version of `consent.wording` in the dictionaries, which the server records with the decision. */
export const CONSENT_WORDING = "share-audience-2026-11";

/** "share-audience-2026-11" as people read it: "Kasım 2026". */
export const wordingMonth = (wording: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { year: "numeric", month: "long" }).format(
    new Date(`${wording.slice(-7)}-01T00:00:00`),
  );

/** Where a person sees and withdraws what was granted, at the provider. */
export const GRANTS = {
  google: "https://myaccount.google.com/permissions",
  instagram: "https://www.instagram.com/accounts/manage_access/",
} as const;

export const grantsOf = (provider: Provider): keyof typeof GRANTS | null =>
  provider === "ga4" || provider === "youtube" ? "google" : provider === "instagram" ? "instagram" : null;

const ORDER: readonly Provider[] = ["ga4", "instagram", "youtube", "tiktok"];

export type Entry = { offer: ProviderOffer; connection: Connection | null };

/** One entry per provider: those of this role first, the others apart. */
export function entries(
  offers: readonly ProviderOffer[],
  connections: readonly Connection[],
  role: Role,
): { own: Entry[]; others: Entry[] } {
  const listed = [...offers]
    .sort((a, b) => ORDER.indexOf(a.provider) - ORDER.indexOf(b.provider))
    .map((offer) => ({
      offer,
      connection: connections.find(({ provider }) => provider === offer.provider) ?? null,
    }));
  const fits = ({ offer }: Entry) => role === "none" || offer.audience_of === role;
  return { own: listed.filter(fits), others: listed.filter((entry) => !fits(entry)) };
}

export type Standing = keyof ConnectTexts["connections"]["state"];

/** The provider's limits, however they are called: waiting, not failing. */
const LIMIT = /limit|quota|exhausted|exceeded|too_many|forbidden_by/;

export function standing({ provider, status, pulling, reason }: Connection): Standing {
  if (status !== "active") return status;
  if (provider === "tiktok") return "self_reported";
  if (pulling) return "pulling";
  if (reason === null) return "connected";
  return LIMIT.test(reason) ? "waiting" : "failing";
}

/** Who it is at the provider: the property, the channel, the handle. */
export const accountName = ({ name, handle, property_name }: Connection): string | null =>
  property_name ?? (handle ? `@${handle.replace(/^@/, "")}` : null) ?? name;

export type Reading = { now: Date; language: Language };

/** The sentence under the state; null where the state says it all. */
export function hint(
  connection: Connection,
  name: string,
  slow: boolean,
  t: ConnectTexts,
  { now, language }: Reading,
): string | null {
  const { hint: words, cause } = t.connections;
  const when = connection.next_pull_at && formatUntil(connection.next_pull_at, now, language);
  switch (standing(connection)) {
    case "pulling":
      return slow ? words.slow : words.pulling;
    case "waiting":
      return when ? words.waiting(name, when) : words.failingSoon;
    case "failing":
      return when ? words.failing(when) : words.failingSoon;
    case "needs_property":
      return words.needs_property;
    case "needs_reauth":
      return cause[connection.reason ?? ""] ?? words.needs_reauth;
    case "missing_scope":
      return words.missing_scope;
    default:
      return null;
  }
}

/** How old the data is. */
export const ageText = (
  { provider, checked_at }: Connection,
  t: ConnectTexts,
  { now, language }: Reading,
): string => {
  if (!checked_at) return t.connections.neverUpdated;
  const when = formatAgo(checked_at, now, language);
  return provider === "tiktok" ? t.connections.entered(when) : t.connections.updated(when);
};

/** "Yaş, cinsiyet · 12 kayıt · 3 Eyl tarihinden beri" */
export function storedText(
  { stored }: Connection,
  t: ConnectTexts,
  audience: AudienceTexts,
  { now, language }: Reading,
): string {
  if (stored.snapshots + stored.metrics === 0 || !stored.since) return t.connections.storedNothing;
  const known = Object.keys(audience.dimension);
  const sorted = [...stored.dimensions].sort((a, b) => known.indexOf(a) - known.indexOf(b));
  const names = sorted.map((name, index) => {
    const shown = audience.dimension[name] ?? name;
    return index === 0 ? shown : shown.toLocaleLowerCase(language);
  });
  const list = names.length > 0 ? names.join(", ") : audience.title;
  const since = formatDay(dayOnly(stored.since), now, language);
  return t.connections.storedText(list, formatCount(recordCount({ stored }), language), since);
}

/** Another property may be what helps: access can end for one property alone. */
export const movable = ({ provider, status, property_id }: Connection): boolean =>
  provider === "ga4" && (status === "active" || (status === "needs_reauth" && property_id !== null));

export const recordCount = ({ stored }: Pick<Connection, "stored">): number =>
  stored.snapshots + stored.metrics;

const RESULTS = [
  "connected",
  "needs_property",
  "denied",
  "partial",
  "expired",
  "failed",
  "no_account",
] as const;
export type Result = { provider: Provider; result: (typeof RESULTS)[number] };

/** What the way back from a provider says in the address; null where there is nothing, or nothing of ours. */
export function readResult(query: URLSearchParams): Result | null {
  const provider = ORDER.find((known) => known === query.get("connect"));
  const result = RESULTS.find((known) => known === query.get("result"));
  return provider && result ? { provider, result } : null;
}

export const isGood = ({ result }: Result): boolean => result === "connected" || result === "needs_property";

export function resultText({ provider, result }: Result, name: string, t: ConnectTexts): string {
  if (result === "no_account" && provider === "ga4") return t.result.no_property;
  if (result === "no_account" && provider === "youtube") return t.result.no_channel;
  if (result === "no_account" && provider === "instagram") return t.result.not_professional;
  return t.result[result](name);
}
