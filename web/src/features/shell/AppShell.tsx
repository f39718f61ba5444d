"use client";
import { Blend, ChartPie, Folder, House, Settings2, WifiOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, Suspense, useEffect, useLayoutEffect } from "react";
import { useSession } from "@/api/useSession";
import { type Destination, NavBar } from "@/components/NavBar";
import { ScreenSkeleton } from "@/components/Skeleton";
import { useOnline } from "@/lib/browser";
import { useT } from "@/lib/i18n";
import { forgetTabs, useTabHints } from "@/lib/tabs";

/** Frame of the signed-in pages: navigation, the offline line, and the way back to sign-in when the session ends. */
export function AppShell({ children }: { children: ReactNode }) {
  const t = useT();
  const router = useRouter();
  const { status } = useSession();
  useEffect(() => {
    if (status !== "ended") return;
    forgetTabs();
    router.replace("/login/");
  }, [status, router]);
  const destinations = useDestinations();
  return (
    <>
      <a
        href="#content"
        className="fixed top-3 left-3 z-40 -translate-y-24 rounded-button bg-accent-fill px-4 py-3 text-on-accent focus:translate-y-0"
      >
        {t.app.skip}
      </a>
      <NavBar label={t.nav.label} destinations={destinations} />
      <div className="min-h-dvh pb-[calc(var(--tabs)+var(--safe-bottom))] lg:ps-64 lg:pb-0 print:p-0">
        <ConnectionLine />
        <Suspense fallback={<ScreenSkeleton />}>
          {status === "active" ? children : <ScreenSkeleton />}
        </Suspense>
      </div>
    </>
  );
}

/** Whoever has not said what they are has no audience yet, and nobody to match. */
function useDestinations(): Destination[] {
  const t = useT();
  const { role, attention } = useTabHints();
  useLayoutEffect(() => {
    void useTabHints.persist.rehydrate();
  }, []);
  const audience = {
    href: "/audience/",
    also: ["/connections/"],
    label: t.nav.audience,
    icon: ChartPie,
    attention: attention ? t.nav.attention : null,
  };
  const match = {
    href: "/match/",
    also: ["/influencer/", "/lists/", "/report/", "/searches/", "/audiences/", "/profile/"],
    label: t.nav.match,
    icon: Blend,
  };
  return [
    { href: "/dashboard/", label: t.nav.home, icon: House },
    ...(role === "none" ? [] : [audience, match]),
    { href: "/files/", also: ["/photos/", "/notes/", "/trash/"], label: t.nav.files, icon: Folder },
    { href: "/settings/", label: t.nav.settings, icon: Settings2 },
  ];
}

/** Shown only while something is wrong; what is on the page stays. */
function ConnectionLine() {
  const t = useT();
  const online = useOnline();
  const { status, reachable } = useSession();
  const text = !online ? t.state.offline : status === "active" && !reachable ? t.state.unreachable : "";
  return (
    <div role="status">
      {text && (
        <p className="flex items-center justify-center gap-2 bg-fill px-4 pt-[calc(var(--safe-top)+0.5rem)] pb-2 text-foot font-medium">
          <WifiOff aria-hidden="true" size={16} strokeWidth={1.5} />
          {text}
        </p>
      )}
    </div>
  );
}
