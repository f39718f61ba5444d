"use client";
import { useMemo, useRef, useState } from "react";
import type { Filters, Threshold } from "@/api/types";
import { Button } from "@/components/Button";
import { Sheet } from "@/components/Sheet";
import { useLanguage, useT } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { useMatching } from "@/lib/matching";
import { useSettled } from "@/lib/useSettled";
import { AudiencePart } from "./FilterAudience";
import { FreshPart, KindPart, PlacePart, SizePart } from "./FilterParts";
import { isPossible, withRule } from "./filters";
import { showText, toRequest } from "./model";
import { useCount } from "./queries";
import { useSearch } from "./store";

/** Long enough that typing a number asks once. */
const STILL_MS = 350;

/**
 * All filters as a draft: how many would be left is said while they change, and nothing moves
 * behind until they are shown. The form is large: it is there from the first time that it is wanted.
 */
export function FilterSheet() {
  const t = useT();
  const words = useMatchT();
  const { filtering, setFiltering } = useSearch();
  const close = () => setFiltering(false);
  const wanted = useRef(false);
  wanted.current ||= filtering;
  return (
    <Sheet open={filtering} title={words.filter.open} closeLabel={t.action.close} onClose={close}>
      {wanted.current && <Form key={String(filtering)} live={filtering} onDone={close} />}
    </Sheet>
  );
}

function Form({ live, onDone }: { live: boolean; onDone: () => void }) {
  const t = useMatchT();
  const language = useLanguage();
  const { filters, text, setFilters } = useSearch();
  const { weights, audience } = useMatching();
  const [draft, change] = useState<Filters>(filters);
  const [version, renew] = useState(0);
  const [composed, compose] = useState<Threshold | null>(null);
  const chosen = useMemo(() => (composed ? withRule(draft, composed) : draft), [composed, draft]);
  const possible = isPossible(chosen);
  const settled = useSettled(chosen, STILL_MS);
  const count = useCount(
    live && isPossible(settled)
      ? toRequest({ filters: settled, text, sort: "score", weights, audience })
      : null,
  );
  const part = { filters: draft, change };
  const apply = () => {
    setFilters(chosen);
    onDone();
  };
  const clear = () => {
    change({});
    compose(null);
    renew(version + 1);
  };
  return (
    <div>
      <div key={version}>
        <KindPart draft={part} />
        <AudiencePart draft={part} onCompose={compose} />
        <SizePart draft={part} />
        <PlacePart draft={part} />
        <FreshPart draft={part} />
      </div>
      <div className="sticky -bottom-[max(var(--safe-bottom),1rem)] -mx-4 -mb-[max(var(--safe-bottom),1rem)] flex gap-3 bg-bg px-4 pt-3 pb-[max(var(--safe-bottom),1rem)]">
        <Button look="plain" disabled={Object.keys(chosen).length === 0} onClick={clear}>
          {t.filter.clear}
        </Button>
        <div className="flex-1" role="status">
          <Button wide disabled={!possible} onClick={apply}>
            {showText(count.data, t, language)}
          </Button>
        </div>
      </div>
    </div>
  );
}
