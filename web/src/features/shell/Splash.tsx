"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useSession } from "@/api/useSession";
import { Mark } from "@/components/Mark";
import { useT } from "@/lib/i18n";

/** The first moment: who was here before goes on, who was not signs in. */
export function Splash() {
  const t = useT();
  const router = useRouter();
  const { status } = useSession();
  useEffect(() => {
    if (status !== "restoring") router.replace(status === "active" ? "/dashboard/" : "/login/");
  }, [status, router]);
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-5 px-6 text-center">
      <Mark className="size-22" />
      <div>
        <h1 className="text-title font-bold tracking-tight">{t.app.name}</h1>
        <p className="mt-1 text-sub text-label-2">{t.app.tagline}</p>
      </div>
    </main>
  );
}
