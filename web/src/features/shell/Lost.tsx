"use client";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/Button";
import { useT } from "@/lib/i18n";

/** Both are in every page's first load, so they bring no icons and no links of their own. */
function Plain({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-2 px-6 text-center">
      <h1 className="text-title font-bold tracking-tight">{title}</h1>
      <p className="mb-4 max-w-xs text-sub text-label-2">{text}</p>
      {children}
    </main>
  );
}

/** An address that leads nowhere. */
export function Lost() {
  const t = useT();
  return (
    <Plain title={t.state.notFound} text={t.state.notFoundText}>
      <a href="/" className={buttonClass("soft", false)}>
        {t.state.goHome}
      </a>
    </Plain>
  );
}

/** A page that broke while it was drawn, or whose code could not be loaded: only a reload brings it back. */
export function Broken() {
  const t = useT();
  return (
    <Plain title={t.state.failed} text={t.errors.unknown}>
      <button type="button" onClick={() => window.location.reload()} className={buttonClass("soft", false)}>
        {t.action.retry}
      </button>
    </Plain>
  );
}
