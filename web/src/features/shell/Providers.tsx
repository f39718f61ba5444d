"use client";
import type { ReactNode } from "react";
import { useSessionLife } from "@/api/useSession";
import { ToastOutlet } from "@/components/Toast";
import { followInstall } from "@/lib/install";
import { PreferencesEffect } from "./PreferencesEffect";
import { UpdateNotice } from "./UpdateNotice";

// Not in an effect: the browser may say so before the page has come to life.
if (typeof window !== "undefined") followInstall();

/** What every page has, signed in or not. Server state comes with SignedIn, so that sign-in does not load it. */
export function Providers({ children }: { children: ReactNode }) {
  useSessionLife();
  return (
    <>
      <PreferencesEffect />
      {children}
      <UpdateNotice />
      <ToastOutlet />
    </>
  );
}
