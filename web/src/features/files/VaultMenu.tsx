"use client";
import { FileArchive } from "lucide-react";
import { Group } from "@/components/Group";
import { useFilesT } from "@/lib/i18n/files";
import { Deed } from "./NodeMenu";
import { useTasks } from "./store";

/** What concerns the vault as a whole. */
export function VaultMenu() {
  const words = useFilesT().vault;
  const begin = useTasks((state) => state.begin);
  return (
    <Group inset="icon">
      <Deed icon={FileArchive} label={words.download} onClick={() => begin("everything")} />
    </Group>
  );
}
