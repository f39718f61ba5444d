"use client";
import { Link2, TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { errorText } from "@/api/problem";
import type { Connection, ProviderOffer, Role } from "@/api/types";
import { Group } from "@/components/Group";
import { Screen } from "@/components/Screen";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { useT } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useConnectT } from "@/lib/i18n/connect";
import { ConnectionCard } from "./ConnectionCard";
import { type Entry, entries } from "./model";
import { OfferCard } from "./OfferCard";
import { useConnections, useMe, useProviders } from "./queries";
import { ResultNotice } from "./ResultNotice";
import { useTasks } from "./store";
import { TaskSheet } from "./TaskSheet";

type Props = {
  /** What stands in for "connect" where the person enters the numbers. */
  selfReport: (connection: Connection | null) => ReactNode;
};

/** Every account that can be connected, what is kept of it, and who may see it. */
export function Connections({ selfReport }: Props) {
  const t = useT();
  const words = useConnectT().connections;
  const audience = useAudienceT();
  const me = useMe();
  const providers = useProviders();
  const connections = useConnections();
  const end = useTasks((state) => state.end);
  useEffect(() => end, [end]);
  useKeptFocus(connections.data);
  const again = () => void Promise.all([providers.refetch(), connections.refetch(), me.refetch()]);
  const error = providers.error ?? connections.error ?? me.error;
  const role: Role | undefined = me.data?.role;
  return (
    <Screen
      title={words.title}
      back={
        role === "none"
          ? { href: "/settings/", label: t.nav.settings }
          : { href: "/audience/", label: audience.title }
      }
    >
      <div className="max-w-2xl">
        <ResultNotice connections={connections.data} />
        {providers.data && connections.data && role ? (
          <Listed
            offers={providers.data}
            connections={connections.data}
            role={role}
            slow={connections.slow}
            selfReport={selfReport}
          />
        ) : error ? (
          <Group>
            <Failure icon={TriangleAlert} text={errorText(error, t)} onRetry={again} />
          </Group>
        ) : (
          <Group>
            <SkeletonRows count={3} />
          </Group>
        )}
      </div>
      <TaskSheet connections={connections.data ?? []} />
    </Screen>
  );
}

/** A card that changes its kind takes the focused button with it; a keyboard goes on in the page, not before it. */
function useKeptFocus(connections: readonly Connection[] | undefined): void {
  const kinds = connections?.map(({ id, status }) => `${id} ${status}`).join();
  const before = useRef(kinds);
  useEffect(() => {
    const changed = before.current !== undefined && before.current !== kinds;
    before.current = kinds;
    if (changed && document.activeElement === document.body)
      document.getElementById("content")?.focus({ preventScroll: true });
  }, [kinds]);
}

type ListedProps = Props & {
  offers: readonly ProviderOffer[];
  connections: readonly Connection[];
  role: Role;
  slow: boolean;
};

function Listed({ offers, connections, role, slow, selfReport }: ListedProps) {
  const words = useConnectT().connections;
  const { own, others } = entries(offers, connections, role);
  const card = ({ offer, connection }: Entry) => {
    const enter = offer.kind === "self_reported" ? selfReport(connection) : null;
    return connection ? (
      <ConnectionCard key={offer.provider} connection={connection} slow={slow} enter={enter} />
    ) : (
      <OfferCard key={offer.provider} offer={offer} enter={enter} />
    );
  };
  if (own.length + others.length === 0) {
    return (
      <Group>
        <Notice icon={Link2} title={words.empty} />
      </Group>
    );
  }
  return (
    <>
      {own.map(card)}
      {others.length > 0 && (
        <details className="group" open={others.some(({ connection }) => connection !== null) || undefined}>
          <summary className="mb-2 flex min-h-11 items-center rounded-button px-4 text-sub font-medium text-accent active:opacity-60">
            {words.others}
          </summary>
          {others.map(card)}
        </details>
      )}
    </>
  );
}
