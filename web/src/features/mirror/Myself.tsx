"use client";
import { EyeOff, PencilLine, TriangleAlert } from "lucide-react";
import { PROVIDER_NAMES } from "@/api/connect";
import { errorText } from "@/api/problem";
import type { Creator, CreatorAccount } from "@/api/types";
import { BarTable } from "@/components/BarTable";
import { buttonClass } from "@/components/Button";
import { Group } from "@/components/Group";
import { Link } from "@/components/Link";
import { ProviderIcon } from "@/components/ProviderIcon";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { bucketName } from "@/lib/buckets";
import { formatCompact, formatShare } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useListsT } from "@/lib/i18n/lists";
import { useMatchT } from "@/lib/i18n/match";
import { aboutText, shownBuckets } from "./model";
import { useMyself } from "./queries";

/** Exactly what brands are shown, and where to change it. */
export function Myself() {
  const t = useT();
  const words = useListsT().mirror;
  const myself = useMyself();
  return (
    <section aria-label={words.mine} className="min-w-0">
      <h2 className="mb-2 px-4 text-title font-bold tracking-tight">{words.mine}</h2>
      <p className="mb-4 px-4 text-foot text-label-2">{words.mineHint}</p>
      {myself.data && myself.data.platforms.length > 0 ? (
        <Shown creator={myself.data} />
      ) : (
        <Group>
          {myself.data !== undefined ? (
            <Notice icon={EyeOff} title={words.mineNothing} />
          ) : myself.error ? (
            <Failure
              icon={TriangleAlert}
              text={errorText(myself.error, t)}
              onRetry={() => void myself.refetch()}
            />
          ) : (
            <SkeletonRows count={2} />
          )}
        </Group>
      )}
      <Link href="/profile/" className={buttonClass("soft", true)}>
        <PencilLine aria-hidden="true" size={20} strokeWidth={1.5} />
        {words.edit}
      </Link>
    </section>
  );
}

function Shown({ creator }: { creator: Creator }) {
  const categories = useMatchT().category;
  const language = useLanguage();
  const about = aboutText(creator, categories, language);
  return (
    <>
      <Group>
        <div className="p-4">
          <h3 className="text-body font-semibold wrap-anywhere">{creator.display_name}</h3>
          {about && <p className="text-foot text-label-2">{about}</p>}
          {creator.bio && <p className="mt-2 text-sub whitespace-pre-line wrap-anywhere">{creator.bio}</p>}
        </div>
      </Group>
      {creator.platforms.map((account) => (
        <Account key={account.card.platform} account={account} />
      ))}
    </>
  );
}

const DIMENSIONS = ["age", "gender", "country"];

function Account({ account }: { account: CreatorAccount }) {
  const words = useListsT();
  const language = useLanguage();
  const { card, activity, dimensions } = account;
  const name = PROVIDER_NAMES[card.platform];
  const known = dimensions.filter(
    (dimension) => dimension.state === "value" && DIMENSIONS.includes(dimension.name),
  );
  return (
    <Group label={name}>
      <div className="hairline flex items-center gap-3 p-4">
        <ProviderIcon provider={card.platform} />
        <div className="min-w-0 flex-1">
          <h3 className="truncate text-body font-semibold">{card.name || name}</h3>
          <p className="text-foot text-label-2">
            {name}
            {card.followers !== null && ` · ${words.item.followers(formatCompact(card.followers, language))}`}
          </p>
        </div>
      </div>
      {known.map((dimension) => (
        <Bars key={dimension.name} dimension={dimension} account={name} />
      ))}
      <p className="p-4 text-foot text-label-2">{words.mirror.activity[activity.state]}</p>
    </Group>
  );
}

type BarsProps = { dimension: CreatorAccount["dimensions"][number]; account: string };

function Bars({ dimension, account }: BarsProps) {
  const t = useAudienceT();
  const language = useLanguage();
  const title = t.dimension[dimension.name] ?? dimension.name;
  const shown = shownBuckets(dimension);
  const all = dimension.buckets.map(({ bucket }) => bucket);
  return (
    <div className="hairline p-4">
      <h4 className="mb-1 text-sub font-medium">{title}</h4>
      <BarTable
        caption={`${account}: ${title}`}
        columns={{ name: title, share: t.column.share, amount: null }}
        scale={Math.max(0, ...shown.map(({ share }) => share))}
        bars={shown.map(({ bucket, share }) => ({
          key: bucket,
          name: bucketName(dimension.name, bucket, all, t, language),
          share,
          text: formatShare(share, language),
          amount: null,
        }))}
      />
    </div>
  );
}
