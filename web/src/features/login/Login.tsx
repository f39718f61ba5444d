"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useSession } from "@/api/useSession";
import { Mark } from "@/components/Mark";
import { Spinner } from "@/components/Spinner";
import { useT } from "@/lib/i18n";
import { CodeForm } from "./CodeForm";
import { LanguageSwitch } from "./LanguageSwitch";
import { PhoneForm } from "./PhoneForm";
import { useLogin } from "./store";

/** Phone, then code; leaves for the dashboard as soon as any tab has signed in. */
export function Login() {
  const t = useT();
  const router = useRouter();
  const { status } = useSession();
  const attempt = useLogin((state) => state.attempt);
  useEffect(() => {
    void useLogin.persist.rehydrate();
  }, []);
  useEffect(() => {
    document.title = `${t.login.title} · Infofluencer`;
  }, [t]);
  useEffect(() => {
    if (status === "active") router.replace("/dashboard/");
  }, [status, router]);
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col px-6 pt-[calc(var(--safe-top)+4rem)] pb-[calc(var(--safe-bottom)+0.75rem)] lg:pt-8">
      <div className="mb-8 flex flex-1 flex-col lg:justify-center">
        <Mark className="mb-8 size-16" />
        {status === "active" ? <Leaving /> : attempt ? <CodeForm attempt={attempt} /> : <PhoneForm />}
      </div>
      <LanguageSwitch />
    </main>
  );
}

function Leaving() {
  const t = useT();
  return (
    <p role="status" className="flex items-center gap-3 text-body text-label-2">
      <Spinner />
      {t.app.loading}
    </p>
  );
}
