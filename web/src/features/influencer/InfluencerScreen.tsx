"use client";
import { useSearchParams } from "next/navigation";
import type { Platform } from "@/api/types";
import { Screen } from "@/components/Screen";
import { useMatchT } from "@/lib/i18n/match";
import { type Actions, Influencer } from "./Influencer";
import { useCreator } from "./queries";

/** A creator on a page of its own; who it is stands in the address (?id=). */
export function InfluencerScreen({ actions }: { actions?: Actions }) {
  const query = useSearchParams();
  const id = query.get("id") ?? "";
  const t = useMatchT();
  const creator = useCreator(id).data;
  return (
    <Screen title={creator?.display_name || t.details} back={{ href: "/match/", label: t.creator.back }}>
      <Influencer id={id} platform={query.get("platform") as Platform | null} actions={actions} />
    </Screen>
  );
}
