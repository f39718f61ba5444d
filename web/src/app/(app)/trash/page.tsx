import type { Metadata } from "next";
import { tr } from "@/lib/i18n/tr";
import { TrashRoute } from "./route-screen";

export const metadata: Metadata = { title: `${tr.nav.trash} · ${tr.app.name}` };

export default function Page() {
  return <TrashRoute />;
}
