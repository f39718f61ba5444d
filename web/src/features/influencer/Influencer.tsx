"use client";
import { CircleAlert, UserRoundX } from "lucide-react";
import { type ReactNode, useState } from "react";
import { PROVIDER_NAMES } from "@/api/connect";
import { errorText } from "@/api/problem";
import type { Creator, Platform } from "@/api/types";
import { Group } from "@/components/Group";
import { Segmented } from "@/components/Segmented";
import { Bone } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { cx } from "@/lib/cx";
import { useT } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { useMatching } from "@/lib/matching";
import { DEFAULT_WEIGHTS, normal, points, scoreOf } from "@/lib/score";
import { Activity } from "./Activity";
import { Cities, Compare } from "./Compare";
import { Head } from "./Head";
import { Kit } from "./Kit";
import { Lookalikes } from "./Lookalikes";
import { chosenPlatform } from "./model";
import { Numbers } from "./Numbers";
import { useCreator, useCreatorFit } from "./queries";
import { Reliability, ScoreCard, Why } from "./ScoreCard";
import { Trends } from "./Trends";

export type Actions = (creator: { id: string; name: string }) => ReactNode;
type Props = {
  id: string;
  platform: Platform | null;
  /** Beside a list: one column, with the name on top. */
  pane?: boolean;
  actions?: Actions | undefined;
};

/** A creator: who it is, how well each audience fits and why, how sure that is, and who is alike. */
export function Influencer({ id, platform, pane = false, actions }: Props) {
  const t = useT();
  const creator = useCreator(id);
  if (creator.data)
    return <Shown key={id} creator={creator.data} wanted={platform} pane={pane} actions={actions} />;
  if (creator.data === null) return <Gone />;
  if (!creator.error) return <Waiting />;
  return (
    <Group>
      <Failure icon={CircleAlert} text={errorText(creator.error, t)} onRetry={() => void creator.refetch()} />
    </Group>
  );
}

type ShownProps = { creator: Creator; wanted: Platform | null; pane: boolean; actions: Actions | undefined };

function Shown({ creator, wanted, pane, actions }: ShownProps) {
  const t = useT();
  const words = useMatchT();
  const fit = useCreatorFit(creator.id);
  const sliders = useMatching((state) => state.weights);
  const [picked, pick] = useState<Platform | null>(null);
  const scores = fit.data?.items;
  const chosen = chosenPlatform(creator, scores, picked ?? wanted);
  const account = creator.platforms.find(({ card }) => card.platform === chosen);
  const scored = scores?.find((one) => one.platform === chosen);
  const weights = normal(sliders) ?? fit.data?.weights ?? normal(DEFAULT_WEIGHTS) ?? DEFAULT_WEIGHTS;
  const detail = (platform: Platform) => {
    const one = scores?.find((score) => score.platform === platform);
    return one && words.creator.points(String(points(scoreOf(one.fit, weights).score)));
  };
  if (!account) return <Gone />;
  return (
    <div className="space-y-4 pb-8">
      <Head
        creator={creator}
        named={pane}
        actions={actions?.({ id: creator.id, name: creator.display_name })}
      />
      {creator.platforms.length > 1 && (
        <Segmented
          name={`platform-${creator.id}`}
          label={words.creator.platform}
          options={creator.platforms.map(({ card }) => ({
            value: card.platform,
            label: PROVIDER_NAMES[card.platform],
            detail: detail(card.platform),
          }))}
          value={account.card.platform}
          onChange={pick}
        />
      )}
      <div
        className={cx("space-y-4", !pane && "lg:grid lg:grid-cols-2 lg:items-start lg:gap-5 lg:space-y-0")}
      >
        <div className="space-y-4">
          {scored && fit.data ? (
            <>
              <ScoreCard scored={scored} weights={weights} />
              <Why scored={scored} weights={weights} />
              <Compare scored={scored} account={account} company={fit.data.audience} />
            </>
          ) : (
            fit.enabled && (
              <NoScore
                off={fit.data?.youtube_scores === "off" && account.card.platform === "youtube"}
                error={fit.error ? errorText(fit.error, t) : null}
                waiting={fit.isPending}
              />
            )
          )}
        </div>
        <div className="space-y-4">
          {scored && <Reliability scored={scored} account={account} weights={weights} />}
          <Numbers account={account} />
          <Activity activity={account.activity} platform={account.card.platform} />
          <Cities account={account} />
          <Trends creator={creator} />
          <Lookalikes id={creator.id} platform={account.card.platform} />
          <Kit creator={creator} />
        </div>
      </div>
    </div>
  );
}

/** Why there is no score where one is expected. */
function NoScore({ off, error, waiting }: { off: boolean; error: string | null; waiting: boolean }) {
  const { score } = useMatchT();
  if (waiting) return <Bone className="h-44 w-full rounded-card" />;
  const text = off ? score.youtubeOff : error;
  if (!text) return null;
  return (
    <p role="status" className="rounded-card bg-card p-4 text-sub text-label-2 shadow-soft">
      {text}
    </p>
  );
}

function Gone() {
  const { creator } = useMatchT();
  return (
    <Group>
      <Notice icon={UserRoundX} title={creator.gone} text={creator.goneText} />
    </Group>
  );
}

function Waiting() {
  const t = useT();
  return (
    <div role="status" className="space-y-4">
      <span className="sr-only">{t.app.loading}</span>
      <Bone className="h-24 w-full rounded-card" />
      <Bone className="h-44 w-full rounded-card" />
      <Bone className="h-64 w-full rounded-card" />
    </div>
  );
}
