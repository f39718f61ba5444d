"use client";
import { TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ApiError, errorText } from "@/api/problem";
import type { NewArchive } from "@/api/types";
import { Button } from "@/components/Button";
import { Failure } from "@/components/State";
import { useT } from "@/lib/i18n";
import { useArchivesT } from "@/lib/i18n/archives";
import { ArchiveState } from "./ArchiveState";
import { useArchives, useStartArchive } from "./queries";

type Props = {
  /** What goes in; what it is when this opens counts. */
  wish: NewArchive;
  onBegun: () => void;
};

/** Asks for a ZIP as soon as it is there, and waits for it. It is made elsewhere and may take a while. */
export default function MakeArchive({ wish, onBegun }: Props) {
  const t = useT();
  const words = useArchivesT();
  const [wanted] = useState(wish);
  const start = useStartArchive();
  const archives = useArchives(true);
  const made = start.data ?? null;
  const now = archives.data?.find(({ id }) => id === made?.id) ?? made;
  const begin = () => start.mutate(wanted, { onSuccess: onBegun });
  const begun = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is opened
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    begin();
  }, []);
  if (start.error) {
    const full = start.error instanceof ApiError && start.error.code === "limit_reached";
    return (
      <Failure icon={TriangleAlert} text={full ? words.tooMany : errorText(start.error, t)} onRetry={begin} />
    );
  }
  return (
    <>
      <ArchiveState archive={now} />
      {now?.state === "failed" && (
        <div className="pt-4 pb-2">
          <Button look="soft" wide onClick={begin}>
            {words.again}
          </Button>
        </div>
      )}
    </>
  );
}
