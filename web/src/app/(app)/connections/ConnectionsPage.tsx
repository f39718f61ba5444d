"use client";
import { Suspense } from "react";
import { Connections } from "@/features/connections/Connections";
import { SelfReportButton, SelfReportSheet } from "@/features/tiktok/SelfReport";

/** How a visit at a provider ended is in the query, which an export knows only in the browser: hence Suspense. */
export default function ConnectionsPage() {
  return (
    <Suspense>
      <Connections selfReport={(connection) => <SelfReportButton again={connection !== null} />} />
      <SelfReportSheet />
    </Suspense>
  );
}
