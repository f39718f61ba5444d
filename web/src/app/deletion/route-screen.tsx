"use client";
import { Suspense } from "react";
import { lazyScreen } from "@/components/lazyScreen";
import { ScreenSkeleton } from "@/components/Skeleton";

const DeletionPage = lazyScreen(() => import("./DeletionPage"));

/** Waits for the code of the page, and for the query, which an export knows only in the browser. */
export const DeletionRoute = () => (
  <Suspense fallback={<ScreenSkeleton />}>
    <DeletionPage />
  </Suspense>
);
