import type { Metadata } from "next";
import { tr } from "@/lib/i18n/tr";
import { InfluencerRoute } from "./route-screen";

export const metadata: Metadata = { title: `Influencer · ${tr.app.name}` };

export default function Page() {
  return <InfluencerRoute />;
}
