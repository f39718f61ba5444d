import type { Metadata } from "next";
import { tr } from "@/lib/i18n/tr";
import { HomeRoute } from "./route-screen";

export const metadata: Metadata = { title: `${tr.nav.home} · ${tr.app.name}` };

export default function Page() {
  return <HomeRoute />;
}
