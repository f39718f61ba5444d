"use client";
import { Button } from "@/components/Button";
import { Segmented } from "@/components/Segmented";
import { Sheet } from "@/components/Sheet";
import { useT } from "@/lib/i18n";
import { useConnectT } from "@/lib/i18n/connect";
import { FileReport } from "./FileReport";
import { ReportForm } from "./ReportForm";
import { useReport } from "./store";

/** The way in for an audience that only its creator can tell. */
export function SelfReportButton({ again }: { again: boolean }) {
  const words = useConnectT().connections;
  const setOpen = useReport((state) => state.setOpen);
  return (
    <Button wide look="soft" onClick={() => setOpen(true)}>
      {again ? words.update : words.enter}
    </Button>
  );
}

/** By hand or by file. Beside the cards and not in one, which is another one once the numbers are there. */
export function SelfReportSheet() {
  const t = useT();
  const words = useConnectT().tiktok;
  const { open, setOpen, way, setWay } = useReport();
  const close = () => setOpen(false);
  return (
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
  );
}
