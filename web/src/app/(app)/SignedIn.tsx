"use client";
import type { ReactNode } from "react";
import { NotesLife } from "@/features/notes/NotesLife";
import { ServerState } from "@/features/shell/ServerState";
import { TabHints } from "@/features/shell/TabHints";
import { UploadLife } from "@/features/upload/UploadLife";

/** Around every signed-in page: server state, what the tabs say of it, and what outlives a change of page. */
export default function SignedIn({ children }: { children: ReactNode }) {
  return (
    <ServerState>
      <TabHints />
      <UploadLife />
      <NotesLife />
      {children}
    </ServerState>
  );
}
