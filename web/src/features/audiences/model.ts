/** Named audiences: how they read, and how they are typed in. Pure. */
import type { Definition } from "@/api/lists";
import type { NamedAudience } from "@/api/types";
import { bucketName } from "@/lib/buckets";
import { formatShare } from "@/lib/format";
import type { AudienceTexts } from "@/lib/i18n/audience";
import type { Language } from "@/lib/preferences";
import {
  type CountryShares,
  countryEntries,
  countryFault,
  countryTexts,
  emptyCountries,
  OTHER,
  shareFaults,
  toPercent,
  toShares,
} from "@/lib/shares";

export type Dimension = NamedAudience["dimensions"][number];
export type Kind = Definition["kind"];
export const KINDS: readonly Kind[] = ["ga4", "form", "mixture"];
export const USERS = ["all", "customers"] as const;
const COUNTRY_ROWS = 3;
const PARTS = { least: 2, most: 5 };

export type Draft = {
  name: string;
  kind: Kind;
  isDefault: boolean;
  users: (typeof USERS)[number];
  age: Record<string, string>;
  gender: Record<string, string>;
  /** Not edited here, and not lost either. */
  device: Record<string, number> | null;
  /** Weight as typed, by audience. */
  parts: Record<string, string>;
} & CountryShares;

export const emptyDraft = (kind: Kind, isDefault: boolean): Draft => ({
  name: "",
  kind,
  isDefault,
  users: "all",
  age: {},
  gender: {},
  device: null,
  parts: {},
  ...emptyCountries(COUNTRY_ROWS),
});

type Shares = Readonly<Record<string, number>>;

const typed = (shares: Shares | null | undefined, language: Language): Record<string, string> =>
  Object.fromEntries(
    Object.entries(shares ?? {}).map(([bucket, share]) => [bucket, toPercent(share, language === "tr")]),
  );

function typedCountries(shares: Shares | null | undefined, language: Language): CountryShares {
  if (!shares) return emptyCountries(COUNTRY_ROWS);
  const { [OTHER]: otherCountries = "", ...known } = typed(shares, language);
  const countries = Object.entries(known).map(([code, percent], key) => ({ key, code, percent }));
  return { countries, otherCountries };
}

export function toDraft({ name, is_default, definition }: NamedAudience, language: Language): Draft {
  const draft = { ...emptyDraft(definition.kind, is_default), name };
  if (definition.kind === "ga4") return { ...draft, users: definition.users };
  if (definition.kind === "mixture") {
    const parts = definition.parts.map(({ audience_id, weight }) => [audience_id, String(weight)] as const);
    return { ...draft, parts: Object.fromEntries(parts) };
  }
  const { age, gender, country, device } = definition.dimensions;
  return {
    ...draft,
    age: typed(age, language),
    gender: typed(gender, language),
    device: device ?? null,
    ...typedCountries(country, language),
  };
}

export const readWeight = (text: string): number | null => {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() !== "" && Number.isFinite(value) && value > 0 && value <= 1_000_000 ? value : null;
};

export type FaultName = "name" | "empty" | "share" | "sum" | "nameless" | "twice" | "parts" | "weight";
export type Fault = { reason: FaultName; field: string };

function formFaults(draft: Draft): Fault[] {
  const texts = [...Object.values(draft.age), ...Object.values(draft.gender), ...countryTexts(draft)];
  if (texts.every((text) => text.trim() === "")) return [{ reason: "empty", field: "" }];
  const country = countryFault(draft);
  const shares = [
    ...shareFaults("age", Object.entries(draft.age)),
    ...shareFaults("gender", Object.entries(draft.gender)),
    ...shareFaults("country", countryEntries(draft)),
  ];
  return [
    ...(country === "nameless" ? [{ reason: "nameless", field: "country" } as const] : []),
    ...(country && country !== "nameless"
      ? [{ reason: "twice", field: `country.${country.twice}` } as const]
      : []),
    ...shares.map(({ field, reason }): Fault => ({ field, reason: reason === "sum_off" ? "sum" : "share" })),
  ];
}

function mixtureFaults({ parts }: Draft): Fault[] {
  const weights = Object.values(parts);
  if (weights.length < PARTS.least || weights.length > PARTS.most) return [{ reason: "parts", field: "" }];
  return weights.some((text) => readWeight(text) === null) ? [{ reason: "weight", field: "" }] : [];
}

/** What the server would refuse, told before it is sent. */
export const faultsOf = (draft: Draft): Fault[] => [
  ...(draft.name.trim() === "" ? [{ reason: "name", field: "name" } as const] : []),
  ...(draft.kind === "form" ? formFaults(draft) : draft.kind === "mixture" ? mixtureFaults(draft) : []),
];

const orNothing = (shares: Record<string, number>) => (Object.keys(shares).length > 0 ? shares : null);

/** Only of a draft without faults. */
export function toDefinition(draft: Draft): Definition {
  if (draft.kind === "ga4") return { kind: "ga4", users: draft.users };
  if (draft.kind === "mixture")
    return {
      kind: "mixture",
      parts: Object.entries(draft.parts).map(([audience_id, text]) => ({
        audience_id,
        weight: readWeight(text) ?? 1,
      })),
    };
  return {
    kind: "form",
    dimensions: {
      age: orNothing(toShares(Object.entries(draft.age))),
      gender: orNothing(toShares(Object.entries(draft.gender))),
      country: orNothing(toShares(countryEntries(draft))),
      device: draft.device,
    },
  };
}

/** What a mixture may be made of: no mixtures, and not itself. */
export const mixable = (audiences: readonly NamedAudience[], id: string | null): NamedAudience[] =>
  audiences.filter((audience) => audience.definition.kind !== "mixture" && audience.id !== id);

const largest = ({ buckets }: Dimension): Dimension["buckets"][number] | undefined =>
  buckets.reduce<Dimension["buckets"][number] | undefined>(
    (best, bucket) => (bucket.bucket !== OTHER && bucket.share > (best?.share ?? 0) ? bucket : best),
    undefined,
  );

/** "Türkiye %70 · 25–34 %38 · Kadın %60": the largest group of each dimension that is known. */
export const headline = (audience: NamedAudience, t: AudienceTexts, language: Language): string =>
  (["country", "age", "gender", "device"] as const)
    .flatMap((name) => {
      const dimension = audience.dimensions.find((found) => found.name === name);
      const top = dimension && dimension.state !== "missing" ? largest(dimension) : undefined;
      return top
        ? [`${bucketName(name, top.bucket, [], t, language)} ${formatShare(top.share, language)}`]
        : [];
    })
    .join(" · ");

/** GA4's own first, as they are always there, then one's own by name. */
export const parted = (audiences: readonly NamedAudience[], language: Language) => ({
  given: audiences.filter(({ saved }) => !saved),
  own: audiences.filter(({ saved }) => saved).sort((a, b) => a.name.localeCompare(b.name, language)),
});
