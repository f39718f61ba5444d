"use client";
import { Suspense } from "react";
import { lazyScreen } from "@/components/lazyScreen";
import { ScreenSkeleton } from "@/components/Skeleton";

const SharedPage = lazyScreen(() => import("./SharedPage"));

/** Waits for the code of the page, and for the link, which an export knows only in the browser. */
export const SharedRoute = () => (
  <Suspense fallback={<ScreenSkeleton />}>
    <SharedPage />
  </Suspense>
);
