import type { Metadata } from "next";
import { tr as profile } from "@/lib/i18n/profile/tr";
import { tr } from "@/lib/i18n/tr";
import { AudiencesRoute } from "./route-screen";

export const metadata: Metadata = { title: `${profile.audiences.title} · ${tr.app.name}` };

export default function Page() {
  return <AudiencesRoute />;
}
