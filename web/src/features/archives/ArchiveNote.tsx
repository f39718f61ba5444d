"use client";
import { ChevronRight, CircleCheck, TriangleAlert, X } from "lucide-react";
import { useState } from "react";
import type { Archive } from "@/api/types";
import { Group } from "@/components/Group";
import { IconButton } from "@/components/IconButton";
import { Sheet } from "@/components/Sheet";
import { Spinner } from "@/components/Spinner";
import { KEPT } from "@/lib/deviceData";
import { formatAgo } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useArchivesT } from "@/lib/i18n/archives";
import { ArchiveState } from "./ArchiveState";
import { isUnderWay, toldOf } from "./model";
import { useArchives } from "./queries";

const HIDDEN = `${KEPT}archives-hidden`;
const SAID = { queued: "isPacking", packing: "isPacking", ready: "isReady", failed: "isFailed" } as const;

/**
 * The ZIP that was asked for last, wherever and whenever that was; a tap shows all that there are. How far it is is
 * told beside the button: what is inside one is part of its name, and not told when it changes.
 */
export function ArchiveNote() {
  const t = useT();
  const words = useArchivesT();
  const [hidden, setHidden] = useState(() => localStorage.getItem(HIDDEN));
  const [open, setOpen] = useState(false);
  const { data: archives, refetch } = useArchives(open);
  const told = archives && toldOf(archives, hidden);
  const said = told && words[SAID[told.state]];
  const hide = (id: string) => {
    setHidden(id);
    try {
      localStorage.setItem(HIDDEN, id);
    } catch {
      // A full device forgets it with the page.
    }
  };
  return (
    <>
      {told && (
        <div className="mb-4 flex items-center rounded-card bg-card pe-1 shadow-soft">
          <button
            type="button"
            onClick={() => {
              setOpen(true);
              void refetch(); // the addresses that came with the note may have run out
            }}
            className="flex min-h-12 flex-1 items-center gap-3 rounded-card ps-4 pe-3 text-start text-body active:opacity-60"
          >
            <Sign archive={told} />
            <span className="flex-1">{said}</span>
            <ChevronRight aria-hidden="true" size={20} strokeWidth={1.5} className="text-label-2" />
          </button>
          {!isUnderWay(told) && <IconButton icon={X} label={words.hide} onClick={() => hide(told.id)} />}
        </div>
      )}
      <div role="status" className="sr-only">
        {said}
      </div>
      <Sheet open={open} title={words.title} closeLabel={t.action.close} onClose={() => setOpen(false)}>
        {open && archives?.map((archive) => <Entry key={archive.id} archive={archive} />)}
      </Sheet>
    </>
  );
}

function Sign({ archive }: { archive: Archive }) {
  if (isUnderWay(archive)) return <Spinner className="shrink-0 text-accent" />;
  const sign = { "aria-hidden": true, size: 20, strokeWidth: 2 } as const;
  if (archive.state === "failed") return <TriangleAlert {...sign} className="shrink-0 text-bad" />;
  return <CircleCheck {...sign} className="shrink-0 text-good" />;
}

function Entry({ archive }: { archive: Archive }) {
  const words = useArchivesT();
  const language = useLanguage();
  return (
    <Group title={words.asked(formatAgo(archive.created_at, new Date(), language))} bare>
      <ArchiveState archive={archive} />
    </Group>
  );
}
