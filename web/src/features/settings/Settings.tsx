"use client";
import { Screen } from "@/components/Screen";
import { useT } from "@/lib/i18n";
import { AccountGroup } from "./AccountGroup";
import { AppearanceGroup } from "./AppearanceGroup";
import { BackupGroup } from "./BackupGroup";
import { ProfileGroup } from "./ProfileGroup";
import { RoleGroup } from "./RoleGroup";
import { SessionsGroup } from "./SessionsGroup";

export function Settings() {
  const t = useT();
  return (
    <Screen title={t.settings.title}>
      <div className="max-w-2xl">
        <ProfileGroup />
        <RoleGroup />
        <BackupGroup />
        <AppearanceGroup />
        <SessionsGroup />
        <AccountGroup />
      </div>
    </Screen>
  );
}
