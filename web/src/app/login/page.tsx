import type { Metadata } from "next";
import { Login } from "@/features/login/Login";
import { tr } from "@/lib/i18n/tr";

export const metadata: Metadata = { title: `${tr.login.title} · ${tr.app.name}` };

export default function Page() {
  return <Login />;
}
