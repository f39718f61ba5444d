"use client";
import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { meQuery } from "@/api/account";
import { ScreenSkeleton } from "@/components/Skeleton";
import { Influencer } from "@/features/influencer/Influencer";
import { AddToList } from "@/features/lists/AddToList";
import { MatchLinks } from "@/features/lists/Links";
import { Match } from "@/features/match/Match";
import { Mirror } from "@/features/mirror/Mirror";
import { RoleGate } from "@/features/role/RoleGate";
import { SaveSearch } from "@/features/searches/SaveSearch";

/** Companies look for creators, creators see whom they fit. Who is open beside the list is in the query, which an export knows only in the browser: hence Suspense. */
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
  if (role === "influencer") return <Mirror />;
  if (role !== "company") return <ScreenSkeleton />;
  return (
    <Match
      links={<MatchLinks />}
      save={(query) => <SaveSearch query={query} />}
      detail={(id, platform) => (
        <Influencer pane id={id} platform={platform} actions={(creator) => <AddToList {...creator} />} />
      )}
    />
  );
}
