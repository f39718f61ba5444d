import type { Metadata } from "next";
import { tr } from "@/lib/i18n/tr";
import { FilesRoute } from "./route-screen";

export const metadata: Metadata = { title: `${tr.files.title} · ${tr.app.name}` };

export default function Page() {
  return <FilesRoute />;
}
