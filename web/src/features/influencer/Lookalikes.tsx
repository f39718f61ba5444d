"use client";
import { PROVIDER_NAMES } from "@/api/connect";
import { creatorHref } from "@/api/match";
import { errorText } from "@/api/problem";
import type { Lookalike, Platform } from "@/api/types";
import { Link } from "@/components/Link";
import { ProviderIcon } from "@/components/ProviderIcon";
import { Bone } from "@/components/Skeleton";
import { formatCompact, formatShare } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { Card } from "./Card";
import { useLookalikes } from "./queries";

/** Who has an audience like this one, and how many people both could share at most. */
export function Lookalikes({ id, platform }: { id: string; platform: Platform }) {
  const t = useT();
  const { alike } = useMatchT();
  const found = useLookalikes(id, platform);
  if (!found.enabled) return null;
  return (
    <Card title={alike.title} note={found.data?.length ? alike.note : undefined}>
      {found.data ? (
        found.data.length > 0 ? (
          <ul aria-label={alike.list} className="-mx-4 [--inset:4.5rem]">
            {found.data.map((one) => (
              <li key={`${one.influencer.id} ${one.platform}`} className="hairline">
                <Row alike={one} />
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-sub text-label-2">{alike.none}</p>
        )
      ) : found.error ? (
        <p role="alert" className="text-foot text-bad">
          {errorText(found.error, t)}
        </p>
      ) : (
        <Bone className="h-16 w-full" />
      )}
    </Card>
  );
}

function Row({ alike: { influencer: card, platform, similarity, overlap_at_most } }: { alike: Lookalike }) {
  const t = useMatchT();
  const language = useLanguage();
  return (
    <Link
      href={creatorHref(card.id, platform)}
      className="flex min-h-16 items-center gap-4 px-4 py-2.5 transition-colors duration-200 focus-visible:-outline-offset-3 active:bg-pressed"
    >
      <ProviderIcon provider={platform} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-body">
          {card.name || `@${card.handle}`}
          <span className="sr-only">, {PROVIDER_NAMES[platform]}</span>
        </span>
        <span className="block text-foot text-label-2 tabular-nums">
          {t.alike.similar(formatShare(similarity, language))}
        </span>
        {overlap_at_most && (
          <span className="block text-foot text-label-2 tabular-nums">
            {t.alike.atMost(
              formatCompact(overlap_at_most.people, language),
              formatShare(overlap_at_most.of_smaller, language),
            )}
          </span>
        )}
      </span>
    </Link>
  );
}
