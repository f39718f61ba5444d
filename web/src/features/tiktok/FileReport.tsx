"use client";
import { Download, FileSpreadsheet, FileUp } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { ApiError, errorText } from "@/api/problem";
import { Button } from "@/components/Button";
import { useToast } from "@/components/Toast";
import { formatBytes } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useConnectT } from "@/lib/i18n/connect";
import { Faults } from "./Faults";
import { useHandIn } from "./queries";

/** Picked, checked, saved: one tap. What is wrong is listed by row. */
export function FileReport({ onDone }: { onDone: () => void }) {
  const t = useT();
  const words = useConnectT().tiktok;
  const language = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const show = useToast((state) => state.show);
  const handIn = useHandIn();
  const picked = handIn.variables instanceof File ? handIn.variables : null;
  const faults = handIn.error instanceof ApiError ? handIn.error.faults : [];
  const pick = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    handIn.mutate(file, {
      onSuccess: () => {
        show(words.saved);
        onDone();
      },
    });
  };
  return (
    <div className="pb-2">
      <p className="mb-4 px-1 text-sub text-label-2">{words.fileIntro}</p>
      <a
        href="/samples/tiktok.csv"
        download={words.sampleName}
        className="mb-5 flex min-h-11 items-center gap-2 px-1 text-body text-accent active:opacity-60"
      >
        <Download aria-hidden="true" size={20} strokeWidth={1.5} />
        {words.sample}
      </a>
      {picked && (
        <p className="mb-4 flex items-center gap-3 px-1 text-sub">
          <FileSpreadsheet aria-hidden="true" size={22} strokeWidth={1.5} className="shrink-0 text-label-2" />
          <span className="min-w-0 truncate">
            {picked.name} · {formatBytes(picked.size, language)}
          </span>
        </p>
      )}
      {faults.length > 0 && <Faults faults={faults} />}
      {handIn.error && faults.length === 0 && (
        <p role="alert" className="mb-4 px-1 text-foot text-bad">
          {errorText(handIn.error, t)}
        </p>
      )}
      <input ref={input} type="file" accept=".csv,text/csv" hidden aria-label={words.pick} onChange={pick} />
      <Button
        wide
        busy={handIn.isPending}
        icon={<FileUp aria-hidden="true" size={20} strokeWidth={1.5} />}
        onClick={() => input.current?.click()}
      >
        {words.pick}
      </Button>
    </div>
  );
}
