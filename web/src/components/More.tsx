"use client";
import { useEffect } from "react";
import { useSeen } from "@/lib/browser";
import { useT } from "@/lib/i18n";
import { Button } from "./Button";

type Props = {
  busy: boolean;
  failed: boolean;
  onMore: () => void;
  /** How far ahead of the end it begins, as a CSS length. */
  ahead: string;
};

/**
 * The next page comes by itself near the end of a list; the button is there for keyboards and after an error. Give it the
 * number of rows as its key.
 */
export function More({ busy, failed, onMore, ahead }: Props) {
  const t = useT();
  const [ref, seen] = useSeen<HTMLDivElement>(ahead);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page, when it comes near
  useEffect(() => {
    if (seen && !busy && !failed) onMore();
  }, [seen]);
  return (
    <div ref={ref} className="flex justify-center pb-4">
      <Button look="plain" busy={busy} onClick={onMore}>
        {failed ? t.action.retry : t.action.more}
      </Button>
    </div>
  );
}
