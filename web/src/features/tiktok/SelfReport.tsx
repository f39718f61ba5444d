"use client";
import { useState } from "react";
import { Button } from "@/components/Button";
import { Segmented } from "@/components/Segmented";
import { Sheet } from "@/components/Sheet";
import { useT } from "@/lib/i18n";
import { useConnectT } from "@/lib/i18n/connect";
import { FileReport } from "./FileReport";
import { ReportForm } from "./ReportForm";
import { useReport } from "./store";

/** The way in for an audience that only its creator can tell: by hand or by file. */
export function SelfReport({ again }: { again: boolean }) {
  const t = useT();
  const { connections, tiktok: words } = useConnectT();
  const [open, setOpen] = useState(false);
  const { way, setWay } = useReport();
  const close = () => setOpen(false);
  return (
    <>
      <Button wide look="soft" onClick={() => setOpen(true)}>
        {again ? connections.update : connections.enter}
      </Button>
      <Sheet open={open} title={words.title} closeLabel={t.action.close} onClose={close}>
        {open && (
          <>
            <div className="mb-5">
              <Segmented
                name="way"
                label={words.way}
                options={[
                  { value: "form", label: words.form },
                  { value: "file", label: words.file },
                ]}
                value={way}
                onChange={setWay}
              />
            </div>
            {way === "form" ? <ReportForm onDone={close} /> : <FileReport onDone={close} />}
          </>
        )}
      </Sheet>
    </>
  );
}
