import type { Metadata } from "next";
import { tr as profile } from "@/lib/i18n/profile/tr";
import { tr } from "@/lib/i18n/tr";
import { ProfileRoute } from "./route-screen";

export const metadata: Metadata = { title: `${profile.title} · ${tr.app.name}` };

export default function Page() {
  return <ProfileRoute />;
}
