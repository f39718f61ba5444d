/** The profile as it is edited: reading it, what is wrong with it, and what is sent. Pure. */
import type { Profile, ProfileWish } from "@/api/lists";
import { CURRENCIES } from "@/lib/money";

export type LinkDraft = { key: number; label: string; url: string };
export type Draft = {
  name: string;
  bio: string;
  categories: readonly Profile["categories"][number][];
  countries: readonly string[];
  languages: readonly string[];
  city: string;
  links: readonly LinkDraft[];
  email: string;
  from: string;
  to: string;
  currency: string;
  visible: boolean;
};

/** Limits of the API (docs/openapi.json, PutProfile). */
export const MOST = { categories: 8, countries: 20, languages: 20, links: 10, bio: 2000, line: 120 } as const;

const amount = (value: number | null | undefined): string => (value == null ? "" : String(value));

export const toDraft = (profile: Profile): Draft => ({
  name: profile.display_name,
  bio: profile.bio,
  categories: profile.categories,
  countries: profile.countries,
  languages: profile.languages,
  city: profile.city,
  links: profile.links.map((link, key) => ({ ...link, key })),
  email: profile.contact_email,
  from: amount(profile.price?.from),
  to: amount(profile.price?.to),
  currency: profile.price?.currency ?? CURRENCIES[0],
  visible: profile.visible,
});

/** Digits, or groups of three with one separator throughout. */
const WHOLE = /^(\d+|\d{1,3}([.,\s])\d{3}(\2\d{3})*)$/;

/** "5.000" and "5 000" are 5000; undefined for nothing, null for what is no whole number: "49,99" is not 4999. */
export function readAmount(text: string): number | undefined | null {
  const plain = text.trim();
  if (plain === "") return undefined;
  const digits = plain.replace(/\D/g, "");
  return WHOLE.test(plain) && digits.length <= 9 ? Number(digits) : null;
}

/** An address without its beginning gets one: nobody types https://. */
export const wholeUrl = (text: string): string => {
  const plain = text.trim();
  return plain === "" || /^[a-z]+:/i.test(plain) ? plain : `https://${plain}`;
};

const isUrl = (text: string): boolean => /^https:\/\/[^\s/@]+\.[^\s/@.]{2,}(\/\S*)?$/i.test(wholeUrl(text));
const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text);
const written = ({ links }: Draft): LinkDraft[] =>
  links.filter(({ label, url }) => label.trim() !== "" || url.trim() !== "");

export type FaultName = "name" | "email" | "url" | "money";

/** What the server would refuse, told before it is sent. */
export function faultsOf(draft: Draft): FaultName[] {
  const [from, to] = [readAmount(draft.from), readAmount(draft.to)];
  const money = from === null || to === null || (from !== undefined && to !== undefined && from > to);
  return [
    draft.name.trim() === "" && ("name" as const),
    draft.email.trim() !== "" && !isEmail(draft.email.trim()) && ("email" as const),
    written(draft).some(({ url }) => !isUrl(url)) && ("url" as const),
    money && ("money" as const),
  ].filter((fault) => fault !== false);
}

const hostOf = (url: string): string =>
  wholeUrl(url)
    .replace(/^https:\/\/(www\.)?/i, "")
    .split("/")[0] ?? url;

/** Only of a draft without faults. */
export function toWish(draft: Draft, rev: number): ProfileWish {
  const [from, to] = [readAmount(draft.from), readAmount(draft.to)];
  const price =
    from == null && to == null ? null : { from: from ?? null, to: to ?? null, currency: draft.currency };
  return {
    rev,
    display_name: draft.name.trim(),
    bio: draft.bio.trim(),
    categories: [...draft.categories],
    countries: [...draft.countries],
    languages: [...draft.languages],
    city: draft.city.trim(),
    links: written(draft).map(({ label, url }) => ({
      label: (label.trim() || hostOf(url)).slice(0, 60),
      url: wholeUrl(url),
    })),
    contact_email: draft.email.trim(),
    price,
    visible: draft.visible,
  };
}
