"use client";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { meQuery } from "@/api/account";
import { ScreenSkeleton } from "@/components/Skeleton";
import { Influencer } from "@/features/influencer/Influencer";
import { Match } from "@/features/match/Match";
import { RoleGate } from "@/features/role/RoleGate";

/** Companies look for creators. Who is open beside the list is in the query, which an export knows only in the browser: hence Suspense. */
export default function MatchPage() {
  return (
    <RoleGate>
      <Suspense>
        <ByRole />
      </Suspense>
    </RoleGate>
  );
}

function ByRole() {
  const role = useQuery(meQuery()).data?.role;
  if (role !== "company") return <ScreenSkeleton />;
  return <Match detail={(id, platform) => <Influencer pane id={id} platform={platform} />} />;
}
