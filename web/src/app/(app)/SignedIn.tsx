"use client";
import type { ReactNode } from "react";
import { ServerState } from "@/features/shell/ServerState";
import { UploadLife } from "@/features/upload/UploadLife";

/** Around every signed-in page: server state, and uploads that outlive a change of page. */
export default function SignedIn({ children }: { children: ReactNode }) {
  return (
    <ServerState>
      <UploadLife />
      {children}
    </ServerState>
  );
}
