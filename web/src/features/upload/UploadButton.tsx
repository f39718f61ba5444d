"use client";
import { Plus } from "lucide-react";
import { Button } from "@/components/Button";
import { useT } from "@/lib/i18n";
import { openPicker } from "./FilePicker";

type Props = { wide?: boolean; parentId?: string | undefined };

/**
 * Opens the system's picker; what is picked starts at once, and goes into the folder `parentId`. `wide` is the page's main action,
 * else it sits in the bar.
 */
export function UploadButton({ wide = false, parentId }: Props) {
  const t = useT();
  return (
    <Button
      wide={wide}
      look={wide ? "filled" : "soft"}
      onClick={() => openPicker({ parentId })}
      icon={<Plus aria-hidden="true" size={20} strokeWidth={2} />}
    >
      {wide ? t.upload.addLong : t.upload.add}
    </Button>
  );
}
