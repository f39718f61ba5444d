/** The upload rules: each change sends the whole, one after another, on top of the revision that is there by then. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, errorText } from "@/api/problem";
import { putRules, type RulesWish, rulesQuery, type SavedRules } from "@/api/rules";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useBackupT } from "@/lib/i18n/backup";
import { wish, zoneOr } from "./backup";

type Part = Partial<RulesWish>;

const SAVING = ["rules", "save"] as const;

export const useRules = () => useQuery(rulesQuery());

export const deviceZone = (set: string): string =>
  zoneOr(Intl.DateTimeFormat().resolvedOptions().timeZone, set);

/** Hours are those of the device they were set on, and so is the zone before anything was set. */
const zoneWith = (now: SavedRules, part: Part): Part =>
  part.windows !== undefined || now.rev === 0 ? { time_zone: deviceZone(now.time_zone) } : {};

export function useRulesChange(saved: SavedRules) {
  const t = useT();
  const words = useBackupT();
  const client = useQueryClient();
  const show = useToast((state) => state.show);
  const [asked, setAsked] = useState<Part>({});
  const { queryKey } = rulesQuery();
  const save = useMutation({
    mutationKey: SAVING,
    scope: { id: "rules" },
    mutationFn: (part: Part) => {
      const now = client.getQueryData(queryKey) ?? saved;
      return putRules(now.rev, { ...wish(now), ...zoneWith(now, part), ...part });
    },
    onSuccess: (now) => client.setQueryData(queryKey, now),
    onError: (error) => {
      const stale = error instanceof ApiError && error.status === 412;
      show(stale ? words.changed : errorText(error, t));
      return stale ? client.invalidateQueries({ queryKey }) : undefined;
    },
    onSettled: () => {
      if (client.isMutating({ mutationKey: SAVING }) === 1) setAsked({});
    },
  });
  return {
    /** With what is on its way. */
    shown: { ...wish(saved), ...asked },
    busy: save.isPending,
    change: (part: Part, onDone?: () => void) => {
      setAsked((before) => ({ ...before, ...part }));
      save.mutate(part, { onSuccess: () => onDone?.() });
    },
  };
}

export type RulesChange = ReturnType<typeof useRulesChange>;
