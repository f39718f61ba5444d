"use client";
import { ChevronRight, CircleHelp, Clock, RefreshCw, Signal, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { errorText } from "@/api/problem";
import type { SavedRules } from "@/api/rules";
import { Group, Row } from "@/components/Group";
import { Sheet } from "@/components/Sheet";
import { SkeletonRows } from "@/components/Skeleton";
import { Failure } from "@/components/State";
import { Switch } from "@/components/Switch";
import { useT } from "@/lib/i18n";
import { useBackupT } from "@/lib/i18n/backup";
import { connectionOf, networkOf } from "@/lib/network";
import { shortly } from "./backup";
import { type RulesChange, useRules, useRulesChange } from "./backupQueries";
import { HoursForm } from "./HoursForm";
import { IntervalRow, SizeRow, TypeChips } from "./LimitRows";

const icon = { "aria-hidden": true, size: 22, strokeWidth: 1.5, className: "text-accent" } as const;

/** When, on which network and what: the rules under which this account backs up. */
export function BackupGroup() {
  const t = useT();
  const words = useBackupT();
  const rules = useRules();
  return (
    <Group title={words.title} footer={words.footer} inset="icon">
      {rules.data ? (
        <BackupRows saved={rules.data} />
      ) : rules.error ? (
        <Failure icon={TriangleAlert} text={errorText(rules.error, t)} onRetry={() => void rules.refetch()} />
      ) : (
        <SkeletonRows count={3} />
      )}
    </Group>
  );
}

function BackupRows({ saved }: { saved: SavedRules }) {
  const words = useBackupT();
  const rules = useRulesChange(saved);
  const { shown, change } = rules;
  return (
    <>
      <Switch
        icon={<RefreshCw {...icon} />}
        label={words.automatic}
        detail={shown.automatic ? words.automaticOn : words.automaticOff}
        checked={shown.automatic}
        onChange={(automatic) => change({ automatic })}
      />
      {shown.automatic && <Times rules={rules} saved={saved} />}
      <Switch
        icon={<Signal {...icon} />}
        label={words.mobile}
        detail={shown.mobile_data ? words.mobileOn : words.mobileOff}
        checked={shown.mobile_data}
        onChange={(mobile_data) => change({ mobile_data })}
      />
      {!shown.mobile_data && <UnknownNetwork rules={rules} />}
      <SizeRow rules={rules} />
      <TypeChips rules={rules} />
    </>
  );
}

function Times({ rules, saved }: { rules: RulesChange; saved: SavedRules }) {
  const t = useT();
  const words = useBackupT();
  const [editing, setEditing] = useState(false);
  const close = () => setEditing(false);
  return (
    <>
      <Row
        icon={<Clock {...icon} />}
        label={words.hours}
        detail={shortly(rules.shown.windows) || words.allDay}
        trailing={<ChevronRight aria-hidden="true" size={20} strokeWidth={1.5} />}
        onClick={() => setEditing(true)}
      />
      <IntervalRow rules={rules} />
      <Sheet open={editing} title={words.hoursTitle} closeLabel={t.action.close} onClose={close}>
        {editing && <HoursForm rules={rules} saved={saved} onDone={close} />}
      </Sheet>
    </>
  );
}

/** Said to everybody, and to those whose browser tells nothing in so many words. */
function UnknownNetwork({ rules: { shown, change } }: { rules: RulesChange }) {
  const words = useBackupT();
  const told = shown.unknown_network ? words.unknownOn : words.unknownOff;
  const isUnknown = networkOf(true, connectionOf(navigator)) === "unknown";
  return (
    <Switch
      icon={<CircleHelp {...icon} />}
      label={words.unknown}
      detail={isUnknown ? `${told}. ${words.unknownHere}` : told}
      checked={shown.unknown_network}
      onChange={(unknown_network) => change({ unknown_network })}
    />
  );
}
