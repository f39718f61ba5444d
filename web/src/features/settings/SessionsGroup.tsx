"use client";
import { Laptop, Smartphone, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { errorText } from "@/api/problem";
import type { DeviceSession } from "@/api/types";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { Sheet } from "@/components/Sheet";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure } from "@/components/State";
import { isHandheld } from "@/lib/device";
import { formatAgo } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { ordered } from "./model";
import { useEndSession, useSessions } from "./queries";

/** Where this account is signed in; any other place can be closed from here. */
export function SessionsGroup() {
  const t = useT();
  const sessions = useSessions();
  const [chosen, setChosen] = useState<DeviceSession | null>(null);
  return (
    <>
      <Group title={t.settings.sessions} inset="icon">
        {sessions.data ? (
          ordered(sessions.data).map((item) => <SessionRow key={item.id} item={item} onEnd={setChosen} />)
        ) : sessions.error ? (
          <Failure
            icon={TriangleAlert}
            text={errorText(sessions.error, t)}
            onRetry={() => void sessions.refetch()}
          />
        ) : (
          <SkeletonRows count={2} />
        )}
      </Group>
      <Sheet
        open={chosen !== null}
        title={t.settings.endTitle}
        closeLabel={t.action.close}
        onClose={() => setChosen(null)}
      >
        {chosen && <EndSession item={chosen} onDone={() => setChosen(null)} />}
      </Sheet>
    </>
  );
}

function SessionRow({ item, onEnd }: { item: DeviceSession; onEnd: (item: DeviceSession) => void }) {
  const t = useT();
  const language = useLanguage();
  const name = item.device_name || t.settings.unknownDevice;
  const Icon = isHandheld(name) ? Smartphone : Laptop;
  return (
    <div className="hairline flex min-h-16 items-center gap-4 py-2.5 ps-4 pe-2">
      <Icon aria-hidden="true" size={24} strokeWidth={1.5} className="shrink-0 text-label-2" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-body">{name}</p>
        <p className="text-foot text-label-2">
          {item.current ? (
            <span className="font-medium text-good">{t.settings.current}</span>
          ) : (
            t.settings.seen(formatAgo(item.last_seen_at, new Date(), language))
          )}
        </p>
      </div>
      {!item.current && (
        <button
          type="button"
          onClick={() => onEnd(item)}
          aria-label={`${name}: ${t.settings.endSession}`}
          className="min-h-11 shrink-0 rounded-button px-3 text-sub font-medium text-accent active:opacity-60"
        >
          {t.settings.endSession}
        </button>
      )}
    </div>
  );
}

function EndSession({ item, onDone }: { item: DeviceSession; onDone: () => void }) {
  const t = useT();
  const end = useEndSession();
  return (
    <div className="flex flex-col gap-3 pb-2">
      <p className="mb-2 px-1 text-sub text-label-2">
        {t.settings.endText(item.device_name || t.settings.unknownDevice)}
      </p>
      {end.error && (
        <p role="alert" className="px-1 text-foot text-bad">
          {errorText(end.error, t)}
        </p>
      )}
      <Button
        look="danger"
        wide
        busy={end.isPending}
        onClick={() => end.mutate(item.id, { onSuccess: onDone })}
      >
        {t.settings.endSession}
      </Button>
      <Button look="plain" wide onClick={onDone}>
        {t.action.cancel}
      </Button>
    </div>
  );
}
