"use client";
import { Upload } from "lucide-react";
import type { Node } from "@/api/types";
import { Button } from "@/components/Button";
import { useSendingT } from "@/lib/i18n/sending";
import { openPicker } from "./FilePicker";
import { isMoving } from "./model";
import { useUploads } from "./store";
import { UploadStatus } from "./UploadStatus";

/**
 * Puts a picked file over `node` as its next content, on the revision that is shown. One at a time: a second one,
 * picked before the first has arrived, would be taken for another device's.
 */
export function NewVersion({ node }: { node: Pick<Node, "id" | "rev"> }) {
  const words = useSendingT();
  const own = useUploads((state) => state.items).filter(({ versionOf }) => versionOf?.nodeId === node.id);
  return (
    <>
      <div className="mb-7">
        <Button
          wide
          look="soft"
          disabled={own.some((item) => isMoving(item.state))}
          icon={<Upload aria-hidden="true" size={20} strokeWidth={1.5} />}
          onClick={() => openPicker({ versionOf: { nodeId: node.id, rev: node.rev } })}
        >
          {words.newVersion}
        </Button>
      </div>
      {own.length > 0 && <UploadStatus />}
    </>
  );
}
