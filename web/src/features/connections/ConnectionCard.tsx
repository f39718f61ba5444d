"use client";
import { ChartPie, Database, ListChecks, RefreshCw, RotateCcw, Unplug } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { needsItsUser, PROVIDER_NAMES } from "@/api/connect";
import { ApiError, errorText } from "@/api/problem";
import type { Connection } from "@/api/types";
import { Button } from "@/components/Button";
import { Group, Row } from "@/components/Group";
import { ProviderIcon } from "@/components/ProviderIcon";
import { SandboxNote } from "@/components/SandboxNote";
import { useToast } from "@/components/Toast";
import { formatDuration } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useConnectT } from "@/lib/i18n/connect";
import { accountName, ageText, hint, movable, standing, storedText } from "./model";
import { useRefresh, useStart } from "./queries";
import { ShareSwitch } from "./ShareSwitch";
import { StateLine } from "./StateLine";
import { useTasks } from "./store";

type Props = { connection: Connection; slow: boolean; enter: ReactNode };

/** One connected account from top to bottom: who, how it stands, what is kept, who sees it, what can be done. */
export function ConnectionCard({ connection, slow, enter }: Props) {
  const t = useConnectT();
  const audience = useAudienceT();
  const language = useLanguage();
  const router = useRouter();
  const name = PROVIDER_NAMES[connection.provider];
  const reading = { now: new Date(), language };
  return (
    <Group label={name} inset="icon">
      <Head connection={connection} slow={slow} />
      {needsItsUser(connection) && <Remedy connection={connection} />}
      {enter && <div className="hairline px-4 py-3 [--inset:1rem]">{enter}</div>}
      {connection.stored.snapshots > 0 && (
        <Row
          icon={<ChartPie aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
          tone="accent"
          label={t.connections.seeAudience}
          onClick={() => router.push("/audience/")}
        />
      )}
      <Row
        icon={<Database aria-hidden="true" size={22} strokeWidth={1.5} className="text-label-2" />}
        label={t.connections.stored}
        detail={storedText(connection, t, audience, reading)}
      />
      {connection.provider !== "ga4" && <ShareSwitch connection={connection} />}
      <Actions connection={connection} />
    </Group>
  );
}

function Head({ connection, slow }: { connection: Connection; slow: boolean }) {
  const t = useConnectT();
  const language = useLanguage();
  const name = PROVIDER_NAMES[connection.provider];
  const reading = { now: new Date(), language };
  const account = accountName(connection);
  const more = hint(connection, name, slow, t, reading);
  return (
    <div className="hairline flex items-start gap-4 p-4 [--inset:1rem]">
      <ProviderIcon provider={connection.provider} />
      <div className="min-w-0 flex-1">
        <h2 className="text-body font-semibold">{name}</h2>
        {account && <p className="truncate text-sub">{account}</p>}
        <p className="text-foot text-label-2">{ageText(connection, t, reading)}</p>
        <div role="status" className="mt-2">
          <StateLine connection={connection} />
          {more && <p className="mt-1 text-foot text-label-2">{more}</p>}
        </div>
        {connection.sandbox && (
          <div className="mt-2">
            <SandboxNote />
          </div>
        )}
      </div>
    </div>
  );
}

/** The one thing that brings a stopped connection back. */
function Remedy({ connection }: { connection: Connection }) {
  const t = useT();
  const words = useConnectT().connections;
  const start = useStart();
  const begin = useTasks((state) => state.begin);
  return (
    <div className="hairline px-4 py-3 [--inset:1rem]">
      {start.error && (
        <p role="alert" className="mb-3 text-foot text-bad">
          {errorText(start.error, t)}
        </p>
      )}
      {connection.status === "needs_property" ? (
        <Button wide onClick={() => begin("property", connection.id)}>
          {words.chooseProperty}
        </Button>
      ) : (
        <Button wide busy={start.isPending} onClick={() => start.mutate(connection.provider)}>
          {words.reconnect}
        </Button>
      )}
    </div>
  );
}

function Actions({ connection }: { connection: Connection }) {
  const words = useConnectT().connections;
  const begin = useTasks((state) => state.begin);
  const start = useStart();
  const show = useToast((state) => state.show);
  const t = useT();
  const typed = connection.provider === "tiktok";
  const astray = ["needs_property", "failing"].includes(standing(connection));
  const again = () => start.mutate(connection.provider, { onError: (error) => show(errorText(error, t)) });
  return (
    <>
      {connection.status === "active" && !typed && <RefreshRow connection={connection} />}
      {movable(connection) && (
        <Row
          icon={<ListChecks aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
          tone="accent"
          label={words.changeProperty}
          onClick={() => begin("property", connection.id)}
        />
      )}
      {astray && (
        <Row
          icon={<RotateCcw aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
          tone="accent"
          label={words.reconnect}
          busy={start.isPending}
          onClick={again}
        />
      )}
      <Row
        icon={<Unplug aria-hidden="true" size={22} strokeWidth={1.5} className="text-bad" />}
        tone="bad"
        label={typed ? words.erase : words.disconnect}
        onClick={() => begin("disconnect", connection.id)}
      />
    </>
  );
}

function RefreshRow({ connection }: { connection: Connection }) {
  const t = useT();
  const words = useConnectT().connections;
  const language = useLanguage();
  const refresh = useRefresh();
  const show = useToast((state) => state.show);
  const told = (error: unknown): string =>
    error instanceof ApiError && error.retryAfter
      ? words.refreshWait(formatDuration(error.retryAfter, language))
      : errorText(error, t);
  return (
    <Row
      icon={<RefreshCw aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
      tone="accent"
      label={words.refresh}
      busy={refresh.isPending || connection.pulling}
      onClick={() =>
        refresh.mutate(connection.id, {
          onSuccess: () => show(words.refreshing),
          onError: (error) => show(told(error)),
        })
      }
    />
  );
}
