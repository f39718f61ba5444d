"use client";
import { Building2, TriangleAlert } from "lucide-react";
import { PROVIDER_NAMES } from "@/api/connect";
import { errorText } from "@/api/problem";
import type { Platform } from "@/api/types";
import { Button, buttonClass } from "@/components/Button";
import { Group } from "@/components/Group";
import { Link } from "@/components/Link";
import { Screen } from "@/components/Screen";
import { Segmented } from "@/components/Segmented";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { useT } from "@/lib/i18n";
import { useListsT } from "@/lib/i18n/lists";
import { CompanyCard } from "./CompanyCard";
import { Myself } from "./Myself";
import { sharedPlatforms } from "./model";
import { useCompanies, useMoreCompanies, useShared } from "./queries";
import { useMirrorView } from "./store";

/** The search turned around: companies whose audience is like one's own, and oneself as they see it. */
export function Mirror() {
  const words = useListsT().mirror;
  const shared = sharedPlatforms(useShared().data ?? []);
  const { platform, show } = useMirrorView();
  const chosen = platform && shared.includes(platform) ? platform : null;
  return (
    <Screen title={words.title}>
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start lg:gap-8">
        <div className="min-w-0">
          <p className="mb-5 px-4 text-sub text-label-2">{words.intro}</p>
          {shared.length > 1 && (
            <div className="mb-5">
              <Segmented<Platform | "all">
                name="platform"
                label={words.platform}
                options={[
                  { value: "all", label: words.allPlatforms },
                  ...shared.map((value) => ({ value, label: PROVIDER_NAMES[value] })),
                ]}
                value={chosen ?? "all"}
                onChange={(value) => show(value === "all" ? null : value)}
              />
            </div>
          )}
          <Companies platform={chosen} sharing={shared.length > 0} />
        </div>
        <Myself />
      </div>
    </Screen>
  );
}

function Companies({ platform, sharing }: { platform: Platform | null; sharing: boolean }) {
  const t = useT();
  const words = useListsT().mirror;
  const companies = useCompanies(platform);
  const more = useMoreCompanies(companies, platform);
  const found = companies.data?.pages.flatMap(({ items }) => items);
  const youtubeOff = companies.data?.pages[0]?.youtube_scores === "off";
  if (found && found.length > 0)
    return (
      <>
        <ul aria-label={words.list}>
          {found.map((match) => (
            <CompanyCard key={match.company.id} match={match} />
          ))}
        </ul>
        {companies.hasNextPage && (
          <Button look="plain" wide busy={companies.isFetchingNextPage} onClick={more}>
            {companies.isFetchNextPageError ? t.action.retry : t.action.more}
          </Button>
        )}
        {youtubeOff && <p className="mb-7 px-4 text-foot text-label-2">{words.youtubeOff}</p>}
      </>
    );
  return (
    <Group>
      {found ? (
        <Nobody sharing={sharing} />
      ) : companies.error ? (
        <Failure
          icon={TriangleAlert}
          text={errorText(companies.error, t)}
          onRetry={() => void companies.refetch()}
        />
      ) : (
        <SkeletonRows count={3} />
      )}
    </Group>
  );
}

function Nobody({ sharing }: { sharing: boolean }) {
  const words = useListsT().mirror;
  if (sharing) return <Notice icon={Building2} title={words.empty} text={words.nobody} />;
  return (
    <Notice
      icon={Building2}
      title={words.empty}
      text={words.emptyText}
      action={
        <Link href="/connections/" className={buttonClass("filled", false)}>
          {words.emptyAction}
        </Link>
      }
    />
  );
}
