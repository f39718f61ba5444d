/** How a creator's page reads: the score in words, how sure it is, and two audiences beside each other. Pure. */
import type { Creator, CreatorAccount, CreatorScore, Platform } from "@/api/types";
import type { Pair } from "@/components/PairTable";
import { bucketName } from "@/lib/buckets";
import { formatShare } from "@/lib/format";
import type { AudienceTexts } from "@/lib/i18n/audience";
import type { MatchTexts } from "@/lib/i18n/match";
import type { Language } from "@/lib/preferences";
import { MEASURES, type Measure, points, type Score, type Weights } from "@/lib/score";

export type Words = { match: MatchTexts; audience: AudienceTexts; language: Language };
export type Part = CreatorScore["fit"][Measure];

/** The platform asked for where it is shared, else the one that fits best, else the first. */
export function chosenPlatform(
  creator: Creator,
  scores: readonly CreatorScore[] | undefined,
  wanted: Platform | null,
): Platform | undefined {
  const shared = creator.platforms.map(({ card }) => card.platform);
  if (wanted && shared.includes(wanted)) return wanted;
  const best = [...(scores ?? [])]
    .sort((a, b) => b.score - a.score)
    .find((one) => shared.includes(one.platform));
  return best?.platform ?? shared[0];
}

/** "+6", "−6", "0": with a sign that is no hyphen. */
export const signed = (value: number): string => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : "0");

/** Against the average creator of the platform, in points. */
export function averageText({ score, average }: Score, platform: string, t: MatchTexts): string | null {
  if (average === null) return null;
  const by = points(score) - points(average);
  if (by === 0) return t.why.same(platform);
  return by > 0 ? t.why.better(String(by), platform) : t.why.worse(String(-by), platform);
}

/** Differences below this are within what any two samples differ. */
const WORTH = 0.02;
const MOST = 3;

type Told = { over: string | null; under: string | null };

/** Of whom the creator has clearly more and clearly less, the largest first. */
export function differences(name: Measure, part: Part, { match: t, audience, language }: Words): Told {
  const all = part.buckets.map(({ bucket }) => bucket);
  const list = (sign: 1 | -1): string | null => {
    const far = part.buckets
      .filter(({ difference }) => difference * sign >= WORTH)
      .sort((a, b) => (b.difference - a.difference) * sign)
      .slice(0, MOST)
      .map(({ bucket, difference }) =>
        t.why.item(bucketName(name, bucket, all, audience, language), signed(points(difference))),
      );
    return far.length > 0 ? far.join(", ") : null;
  };
  const [over, under] = [list(1), list(-1)];
  return { over: over && t.why.over(over), under: under && t.why.under(under) };
}

/** What nobody told differs from nothing: its shares are the average's. */
export const isTold = ({ creator_state, company_state }: Part): boolean =>
  creator_state !== "missing" && company_state !== "missing";

export type Contribution = { name: Measure; got: number; most: number; overlap: number; part: Part };

/** What each dimension adds to the score and could add at most, in points; the one that counts most first. */
export const contributions = (fit: CreatorScore["fit"], weights: Weights): Contribution[] =>
  MEASURES.map((name) => ({
    name,
    got: weights[name] * fit[name].similarity * 100,
    most: weights[name] * 100,
    overlap: fit[name].overlap,
    part: fit[name],
  })).sort((a, b) => b.most - a.most);

/** Samples smaller than this widen the range visibly. */
const FEW = 200;
const DAY_MS = 86_400_000;
const OLD_DAYS = 14;

/** Why the score is as sure as it is, each reason a sentence; the dimensions without weight give none. */
export function reasons(
  { fit, platform }: { fit: CreatorScore["fit"]; platform: string },
  account: CreatorAccount | undefined,
  weights: Weights,
  now: Date,
  { match: t, language }: Words,
): string[] {
  const counted = MEASURES.filter((name) => weights[name] > 0);
  const names = (test: (part: Part) => boolean) =>
    counted.filter((name) => test(fit[name])).map((name) => t.dimension[name]);
  const say = (list: string[], text: (list: string) => string) =>
    list.length > 0 ? [text(list.join(", "))] : [];
  const told = counted.flatMap((name) => account?.dimensions.filter((one) => one.name === name) ?? []);
  const count = (value: number) => new Intl.NumberFormat(language).format(Math.round(value));
  const age = account ? Math.floor((now.getTime() - Date.parse(account.checked_at)) / DAY_MS) : 0;
  const found = [
    ...say(
      names((part) => part.creator_state === "missing"),
      (list) => t.sure.creatorMissing(list, platform),
    ),
    ...say(
      names((part) => part.company_state === "missing"),
      t.sure.companyMissing,
    ),
    ...say(
      names((part) => part.creator_state === "self_reported"),
      t.sure.creatorTyped,
    ),
    ...say(
      names((part) => part.company_state === "self_reported"),
      t.sure.companyTyped,
    ),
    ...told.flatMap((one) => {
      if (one.state !== "value") return [];
      const name = t.dimension[one.name as Measure];
      return [
        ...(one.sample_size < FEW ? [t.sure.few(name, count(one.sample_size))] : []),
        ...(one.truncated ? [t.sure.truncated(name)] : []),
        ...(one.thresholded ? [t.sure.thresholded(name)] : []),
      ];
    }),
    ...(age >= OLD_DAYS ? [t.sure.old(count(age))] : []),
  ];
  return found.length > 0 ? found : [t.sure.fine];
}

/** A bar chart shows this many countries at first. */
export const SHOWN_FIRST = 6;
const GENDERS = ["female", "male"];
/** Nobody looks for a country that both have less of than this. */
const SEEN = 0.0005;

/** Both audiences bucket by bucket: ages and genders in their order, the rest by what either has most of, `other` last. */
export function pairs(name: Measure, part: Part, { audience, language }: Words): Pair[] {
  const all = part.buckets.map(({ bucket }) => bucket);
  const rank = ({ bucket, creator, company }: Part["buckets"][number]) =>
    bucket === "other" ? -1 : Math.max(creator, company);
  const rows =
    name === "age"
      ? part.buckets
      : name === "gender"
        ? [...part.buckets].sort((a, b) => GENDERS.indexOf(a.bucket) - GENDERS.indexOf(b.bucket))
        : part.buckets
            .filter(({ creator, company }) => Math.max(creator, company) >= SEEN)
            .sort((a, b) => rank(b) - rank(a));
  return rows.map(({ bucket, creator, company, difference }) => ({
    key: bucket,
    name: bucketName(name, bucket, all, audience, language),
    first: creator,
    second: company,
    firstText: formatShare(creator, language),
    secondText: formatShare(company, language),
    difference: signed(points(difference)),
    marked: Math.abs(difference) >= WORTH,
  }));
}

/** A change needs its sign; a rate does not. */
export const changeText = (value: number, language: Language): string =>
  new Intl.NumberFormat(language, {
    style: "percent",
    maximumFractionDigits: 1,
    signDisplay: "exceptZero",
  }).format(value);
