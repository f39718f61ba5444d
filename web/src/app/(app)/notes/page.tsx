import type { Metadata } from "next";
import { tr as notes } from "@/lib/i18n/notes/tr";
import { tr } from "@/lib/i18n/tr";
import { NotesRoute } from "./route-screen";

export const metadata: Metadata = { title: `${notes.title} · ${tr.app.name}` };

export default function Page() {
  return <NotesRoute />;
}
