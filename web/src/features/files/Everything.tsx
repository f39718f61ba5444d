"use client";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/Button";
import { useFilesT } from "@/lib/i18n/files";

/** Says what a ZIP of everything is before one is asked for: it is much work, and only so many are made in a day. */
export function Everything({ children }: { children: ReactNode }) {
  const words = useFilesT().vault;
  const [wanted, setWanted] = useState(false);
  if (wanted) return children;
  return (
    <div className="pb-2">
      <p className="mb-5 px-1 text-sub text-label-2">{words.text}</p>
      <Button wide onClick={() => setWanted(true)}>
        {words.begin}
      </Button>
    </div>
  );
}
