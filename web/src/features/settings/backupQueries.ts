/** The upload rules: each change sends the whole, on top of the revision that is shown. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ApiError, errorText } from "@/api/problem";
import { putRules, type RulesWish, rulesQuery, type SavedRules } from "@/api/rules";
import { useToast } from "@/components/Toast";
import { useT } from "@/lib/i18n";
import { useBackupT } from "@/lib/i18n/backup";
import { wish, zoneOr } from "./backup";

export const useRules = () => useQuery(rulesQuery());

const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function useRulesChange(saved: SavedRules) {
  const t = useT();
  const words = useBackupT();
  const client = useQueryClient();
  const show = useToast((state) => state.show);
  const { queryKey } = rulesQuery();
  const save = useMutation({
    mutationFn: (rules: RulesWish) => putRules(saved.rev, rules),
    onSuccess: (now) => client.setQueryData(queryKey, now),
    onError: (error) => {
      const stale = error instanceof ApiError && error.status === 412;
      show(stale ? words.changed : errorText(error, t));
      return stale ? client.invalidateQueries({ queryKey }) : undefined;
    },
  });
  return {
    /** As asked for while it is on its way. */
    shown: save.isPending ? save.variables : wish(saved),
    busy: save.isPending,
    /** Hours are those of the device they were set on, and so is the zone before anything was set. */
    change: (part: Partial<RulesWish>, onDone?: () => void) => {
      const here = part.windows !== undefined || saved.rev === 0;
      const zone = here ? { time_zone: zoneOr(deviceZone(), saved.time_zone) } : {};
      save.mutate({ ...wish(saved), ...zone, ...part }, { onSuccess: () => onDone?.() });
    },
  };
}

export type RulesChange = ReturnType<typeof useRulesChange>;
