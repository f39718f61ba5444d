"use client";
import type { ReactNode } from "react";
import { lazyScreen } from "@/components/lazyScreen";
import { AppShell } from "@/features/shell/AppShell";

const SignedIn = lazyScreen(() => import("./SignedIn"));

export default function AppLayout({ children }: { children: ReactNode }) {
  return (
    <AppShell>
      <SignedIn>{children}</SignedIn>
    </AppShell>
  );
}
