"use client";
import { Suspense } from "react";
import { InfluencerScreen } from "@/features/influencer/InfluencerScreen";
import { AddToList } from "@/features/lists/AddToList";
import { RoleGate } from "@/features/role/RoleGate";

/** Whose page it is stands in the query, which an export knows only in the browser: hence Suspense. */
export default function InfluencerPage() {
  return (
    <RoleGate>
      <Suspense>
        <InfluencerScreen actions={(creator) => <AddToList {...creator} />} />
      </Suspense>
    </RoleGate>
  );
}
