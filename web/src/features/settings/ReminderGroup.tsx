"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell, BellOff } from "lucide-react";
import { useEffect } from "react";
import { ApiError, errorText } from "@/api/problem";
import { Group, Row } from "@/components/Group";
import { Switch } from "@/components/Switch";
import { useToast } from "@/components/Toast";
import { useLanguage, useT } from "@/lib/i18n";
import { useRemindersT } from "@/lib/i18n/reminders";
import { type PushSupport, pushSupport } from "@/lib/push";
import { useRules } from "./backupQueries";
import { DeniedError, isReminded, noteLanguage, remind, remindNoMore } from "./reminders";

const icon = { "aria-hidden": true, size: 22, strokeWidth: 1.5, className: "text-accent" } as const;
const queryKey = ["reminded"] as const;

/** A browser cannot begin by itself: it can be told when the hours begin. Where even that is not possible, this says so. */
export function ReminderGroup() {
  const words = useRemindersT();
  const support = pushSupport();
  return (
    <Group title={words.title} inset="icon" footer={support === "supported" ? words.footer : undefined}>
      {support === "supported" ? <ReminderSwitch /> : <Impossible support={support} />}
    </Group>
  );
}

function Impossible({ support }: { support: Exclude<PushSupport, "supported"> }) {
  const words = useRemindersT();
  return (
    <Row icon={<BellOff {...icon} className="text-label-2" />} label={words.label} detail={words[support]} />
  );
}

function ReminderSwitch() {
  const t = useT();
  const words = useRemindersT();
  const language = useLanguage();
  const client = useQueryClient();
  const show = useToast((state) => state.show);
  const rules = useRules();
  const reminded = useQuery({ queryKey, queryFn: isReminded });
  const change = useMutation({
    mutationFn: (on: boolean) => (on ? remind() : remindNoMore()),
    onSuccess: (_, on) => client.setQueryData(queryKey, on),
    onError: (error) => {
      if (error instanceof DeniedError) show(words.denied);
      else show(error instanceof ApiError ? errorText(error, t) : words.failed);
    },
  });
  useEffect(() => void noteLanguage(language).catch(() => undefined), [language]);
  const on = reminded.data ?? false;
  const idle = on && rules.data?.automatic === false;
  return (
    <Switch
      icon={<Bell {...icon} />}
      label={words.label}
      detail={idle ? words.rules : on ? words.on : words.off}
      checked={on}
      busy={change.isPending || reminded.isPending}
      onChange={(next) => change.mutate(next)}
    />
  );
}
