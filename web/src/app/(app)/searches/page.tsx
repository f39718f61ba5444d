import type { Metadata } from "next";
import { tr as lists } from "@/lib/i18n/lists/tr";
import { tr } from "@/lib/i18n/tr";
import { SearchesRoute } from "./route-screen";

export const metadata: Metadata = { title: `${lists.searches.title} · ${tr.app.name}` };

export default function Page() {
  return <SearchesRoute />;
}
