"use client";
import { TriangleAlert } from "lucide-react";
import { errorText } from "@/api/problem";
import { Group } from "@/components/Group";
import { Screen } from "@/components/Screen";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure } from "@/components/State";
import { useT } from "@/lib/i18n";
import { useListsT } from "@/lib/i18n/lists";
import { useProfileT } from "@/lib/i18n/profile";
import { MediaKit } from "./MediaKit";
import { ProfileForm } from "./ProfileForm";
import { useProfile } from "./queries";

/** What the other side sees of this person: a company for influencers, an influencer for brands. */
export function Profile() {
  const t = useT();
  const words = useProfileT();
  const match = useListsT().match;
  const profile = useProfile();
  return (
    <Screen title={words.title} back={{ href: "/match/", label: match }}>
      <div className="max-w-2xl">
        {profile.data ? (
          <>
            <p className="mb-5 px-4 text-sub text-label-2">{words.intro[profile.data.kind]}</p>
            <ProfileForm profile={profile.data} />
            {profile.data.kind === "influencer" && <MediaKit />}
          </>
        ) : (
          <Group>
            {profile.error ? (
              <Failure
                icon={TriangleAlert}
                text={errorText(profile.error, t)}
                onRetry={() => void profile.refetch()}
              />
            ) : (
              <SkeletonRows count={5} />
            )}
          </Group>
        )}
      </div>
    </Screen>
  );
}
