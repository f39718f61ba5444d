import type { Metadata } from "next";
import { tr } from "@/lib/i18n/tr";
import { AudienceRoute } from "./route-screen";

export const metadata: Metadata = { title: `${tr.nav.audience} · ${tr.app.name}` };

export default function Page() {
  return <AudienceRoute />;
}
