"use client";
import { FileArchive, Link2 } from "lucide-react";
import { Group } from "@/components/Group";
import { useFilesT } from "@/lib/i18n/files";
import { Deed } from "./NodeMenu";
import { useTasks } from "./store";

/** What concerns the vault as a whole. */
export function VaultMenu() {
  const words = useFilesT();
  const begin = useTasks((state) => state.begin);
  return (
    <Group inset="icon">
      <Deed icon={Link2} label={words.share.mine} onClick={() => begin("shares")} />
      <Deed icon={FileArchive} label={words.vault.download} onClick={() => begin("everything")} />
    </Group>
  );
}
