import type { Metadata } from "next";
import { tr } from "@/lib/i18n/tr";
import { ConnectionsRoute } from "./route-screen";

export const metadata: Metadata = { title: `${tr.settings.connections} · ${tr.app.name}` };

export default function Page() {
  return <ConnectionsRoute />;
}
