"use client";
import { Check, SearchX, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { errorText } from "@/api/problem";
import type { Connection, Property } from "@/api/types";
import { Button } from "@/components/Button";
import { Group, Row } from "@/components/Group";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure, Notice } from "@/components/State";
import { useToast } from "@/components/Toast";
import { useLanguage, useT } from "@/lib/i18n";
import { useConnectT } from "@/lib/i18n/connect";
import { MANY, matching } from "./properties";
import { useChange, useProperties, useStart } from "./queries";

type Props = { connection: Connection; onDone: () => void };

/** Which of the account's properties is read; with many of them a search. */
export function PropertyChoice({ connection, onDone }: Props) {
  const t = useT();
  const words = useConnectT().property;
  const properties = useProperties(connection.id);
  if (properties.data?.length === 0) return <NoProperty />;
  return (
    <>
      <p className="mb-4 px-1 text-sub text-label-2">{words.intro}</p>
      {properties.data ? (
        <Choices connection={connection} properties={properties.data} onDone={onDone} />
      ) : (
        <Group>
          {properties.error ? (
            <Failure
              icon={TriangleAlert}
              text={errorText(properties.error, t)}
              onRetry={() => void properties.refetch()}
            />
          ) : (
            <SkeletonRows count={3} />
          )}
        </Group>
      )}
    </>
  );
}

function Choices({ connection, properties, onDone }: Props & { properties: readonly Property[] }) {
  const t = useT();
  const words = useConnectT().property;
  const language = useLanguage();
  const [sought, setSought] = useState("");
  const change = useChange();
  const show = useToast((state) => state.show);
  const found = matching(properties, sought, language);
  const choose = (property: Property) =>
    change.mutate(
      { id: connection.id, property_id: property.id },
      {
        onSuccess: () => {
          show(words.chosen(property.name));
          onDone();
        },
      },
    );
  return (
    <>
      {properties.length > MANY && (
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
          className="mb-4 min-h-12 w-full rounded-card bg-card px-4 text-body shadow-soft placeholder:text-label-2"
        />
      )}
      <div role="alert" className="px-1 text-foot text-bad empty:hidden not-empty:mb-3">
        {change.error ? errorText(change.error, t) : null}
      </div>
      <Group title={words.list}>
        {found.length === 0 && <Notice role="status" icon={SearchX} title={words.noMatch} />}
        {found.map((property) => (
          <Row
            key={property.id}
            label={property.name}
            detail={property.account_name}
            busy={change.isPending}
            trailing={property.id === connection.property_id && <Chosen />}
            onClick={() => choose(property)}
          />
        ))}
      </Group>
    </>
  );
}

function Chosen() {
  const words = useConnectT().property;
  return (
    <span className="text-accent">
      <Check aria-hidden="true" size={20} strokeWidth={2} />
      <span className="sr-only">{words.current}</span>
    </span>
  );
}

function NoProperty() {
  const t = useT();
  const words = useConnectT();
  const start = useStart();
  return (
    <Notice
      icon={SearchX}
      title={words.property.none}
      text={start.error ? errorText(start.error, t) : words.property.noneText}
      action={
        <Button look="soft" busy={start.isPending} onClick={() => start.mutate("ga4")}>
          {words.connections.reconnect}
        </Button>
      }
    />
  );
}
