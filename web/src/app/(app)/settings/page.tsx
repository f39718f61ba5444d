import type { Metadata } from "next";
import { tr } from "@/lib/i18n/tr";
import { SettingsRoute } from "./route-screen";

export const metadata: Metadata = { title: `${tr.settings.title} · ${tr.app.name}` };

export default function Page() {
  return <SettingsRoute />;
}
