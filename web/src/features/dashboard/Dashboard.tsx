"use client";
import type { ReactNode } from "react";
import { Screen } from "@/components/Screen";
import { useT } from "@/lib/i18n";
import { BackupCard } from "./BackupCard";
import { greeting } from "./model";
import { useMe } from "./queries";
import { RecentFiles, RecentPhotos } from "./Recent";

type Props = { uploadButton: ReactNode; uploadStatus: ReactNode };

export function Dashboard({ uploadButton, uploadStatus }: Props) {
  const t = useT();
  const me = useMe();
  return (
    <Screen title={greeting(new Date().getHours(), me.data?.display_name, t)}>
      <div className="max-w-2xl">
        {uploadStatus}
        <BackupCard />
        <div className="mb-8">{uploadButton}</div>
        <RecentPhotos />
        <RecentFiles />
      </div>
    </Screen>
  );
}
