"use client";
import { Screen } from "@/components/Screen";
import { useT } from "@/lib/i18n";
import { AccountGroup } from "./AccountGroup";
import { AppearanceGroup } from "./AppearanceGroup";
import { BackupGroup } from "./BackupGroup";
import { ProfileGroup } from "./ProfileGroup";
import { ReminderGroup } from "./ReminderGroup";
import { RoleGroup } from "./RoleGroup";
import { SessionsGroup } from "./SessionsGroup";
import { StorageGroup } from "./StorageGroup";

export function Settings() {
  const t = useT();
  return (
    <Screen title={t.settings.title}>
      <div className="max-w-2xl">
        <ProfileGroup />
        <RoleGroup />
        <BackupGroup />
        <ReminderGroup />
        <StorageGroup />
        <AppearanceGroup />
        <SessionsGroup />
        <AccountGroup />
      </div>
    </Screen>
  );
}
