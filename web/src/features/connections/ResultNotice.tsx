"use client";
import { CircleCheck, Info, X } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { PROVIDER_NAMES } from "@/api/connect";
import type { Connection } from "@/api/types";
import { useConnectT } from "@/lib/i18n/connect";
import { isGood, readResult, resultText } from "./model";
import { useTasks } from "./store";

/** How the visit at the provider ended. Read once from the address, which then forgets it: a reload says nothing twice. */
export function ResultNotice({ connections }: { connections: readonly Connection[] | undefined }) {
  const words = useConnectT();
  const query = useSearchParams();
  const begin = useTasks((state) => state.begin);
  const [result, setResult] = useState(() => readResult(query));
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (readResult(query)) window.history.replaceState(null, "", window.location.pathname);
  }, [query]);
  const choosing = connections?.find(
    ({ provider, status }) =>
      result?.result === "needs_property" && provider === result.provider && status === "needs_property",
  )?.id;
  useEffect(() => {
    if (!choosing || asked) return;
    setAsked(true);
    begin("property", choosing);
  }, [choosing, asked, begin]);
  const settled = connections?.find(({ provider }) => provider === result?.provider)?.status === "active";
  if (!result || (result.result === "needs_property" && settled)) return null;
  const good = isGood(result);
  const Icon = good ? CircleCheck : Info;
  return (
    <div
      role={good ? "status" : "alert"}
      className="mb-6 flex items-start gap-3 rounded-card bg-card py-2 ps-4 pe-2 shadow-soft"
    >
      <Icon
        aria-hidden="true"
        size={20}
        strokeWidth={1.5}
        className={good ? "mt-2.5 shrink-0 text-good" : "mt-2.5 shrink-0 text-warn"}
      />
      <p className="min-w-0 flex-1 py-2.5 text-sub">
        {resultText(result, PROVIDER_NAMES[result.provider], words)}
      </p>
      <button
        type="button"
        aria-label={words.result.close}
        onClick={() => setResult(null)}
        className="flex size-11 shrink-0 items-center justify-center rounded-full text-label-2 active:bg-pressed"
      >
        <X aria-hidden="true" size={18} strokeWidth={2} />
      </button>
    </div>
  );
}
