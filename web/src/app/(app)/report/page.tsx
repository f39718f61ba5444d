import type { Metadata } from "next";
import { tr as lists } from "@/lib/i18n/lists/tr";
import { tr } from "@/lib/i18n/tr";
import { ReportRoute } from "./route-screen";

export const metadata: Metadata = { title: `${lists.report.title} · ${tr.app.name}` };

export default function Page() {
  return <ReportRoute />;
}
