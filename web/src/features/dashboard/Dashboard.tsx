"use client";
import type { ReactNode } from "react";
import { Screen } from "@/components/Screen";
import { useT } from "@/lib/i18n";
import { BackupCard } from "./BackupCard";
import { InstallRow } from "./InstallRow";
import { greeting } from "./model";
import { useMe } from "./queries";
import { RecentFiles, RecentPhotos } from "./Recent";

type Props = { notice: ReactNode; uploadButton: ReactNode; uploadStatus: ReactNode };

export function Dashboard({ notice, uploadButton, uploadStatus }: Props) {
  const t = useT();
  const me = useMe();
  return (
    <Screen title={greeting(new Date().getHours(), me.data?.display_name, t)}>
      <div className="max-w-2xl">
        {notice}
        {uploadStatus}
        <BackupCard />
        <div className="mb-8">{uploadButton}</div>
        <InstallRow />
        <RecentPhotos />
        <RecentFiles />
      </div>
    </Screen>
  );
}
