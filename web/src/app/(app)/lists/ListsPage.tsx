"use client";
import { Suspense } from "react";
import { Lists } from "@/features/lists/Lists";
import { RoleGate } from "@/features/role/RoleGate";

/** The open list is a query parameter, which an export knows only in the browser: hence Suspense. */
export default function ListsPage() {
  return (
    <RoleGate>
      <Suspense>
        <Lists />
      </Suspense>
    </RoleGate>
  );
}
