import type { Metadata } from "next";
import { tr } from "@/lib/i18n/tr";
import { MatchRoute } from "./route-screen";

export const metadata: Metadata = { title: `${tr.nav.match} · ${tr.app.name}` };

export default function Page() {
  return <MatchRoute />;
}
