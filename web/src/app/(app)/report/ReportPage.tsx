"use client";
import { Suspense } from "react";
import { Report } from "@/features/report/Report";
import { RoleGate } from "@/features/role/RoleGate";

/** Which list it is of is a query parameter, which an export knows only in the browser: hence Suspense. */
export default function ReportPage() {
  return (
    <RoleGate>
      <Suspense>
        <Report />
      </Suspense>
    </RoleGate>
  );
}
