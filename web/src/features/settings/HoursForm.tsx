"use client";
import { Plus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { SavedRules } from "@/api/rules";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { useT } from "@/lib/i18n";
import { useBackupT } from "@/lib/i18n/backup";
import { type Hours, MOST_HOURS, NIGHT } from "./backup";
import { deviceZone, type RulesChange } from "./backupQueries";

type Props = { rules: RulesChange; saved: SavedRules; onDone: () => void };

/** The hours in which automatic backup runs, each with a start and an end in the system's own time field. */
export function HoursForm({ rules, saved, onDone }: Props) {
  const t = useT();
  const words = useBackupT();
  const [windows, setWindows] = useState<Hours[]>(saved.windows.length > 0 ? saved.windows : [NIGHT]);
  const put = (place: number, part: Partial<Hours>) =>
    setWindows(windows.map((hours, at) => (at === place ? { ...hours, ...part } : hours)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rules.change({ windows }, onDone);
  };
  const zone = deviceZone(saved.time_zone);
  return (
    <form onSubmit={submit} className="pb-2">
      <Group footer={windows.length > 0 ? words.hoursIntro(zone.replaceAll("_", " ")) : words.hoursNone}>
        {windows.map((hours, place) => (
          <HoursRow
            // biome-ignore lint/suspicious/noArrayIndexKey: two windows may be equal, and rows only leave by their place
            key={place}
            place={place + 1}
            hours={hours}
            onChange={(part) => put(place, part)}
            onRemove={() => setWindows(windows.filter((_, at) => at !== place))}
          />
        ))}
        {windows.length < MOST_HOURS && (
          <button
            type="button"
            onClick={() => setWindows([...windows, NIGHT])}
            className="hairline flex min-h-12 w-full items-center gap-3 px-4 text-body text-accent active:bg-pressed"
          >
            <Plus aria-hidden="true" size={20} strokeWidth={2} />
            {words.add}
          </button>
        )}
      </Group>
      <Button type="submit" wide busy={rules.busy}>
        {t.action.save}
      </Button>
    </form>
  );
}

type RowProps = {
  place: number;
  hours: Hours;
  onChange: (part: Partial<Hours>) => void;
  onRemove: () => void;
};

function HoursRow({ place, hours, onChange, onRemove }: RowProps) {
  const words = useBackupT();
  return (
    <div className="hairline flex min-h-14 items-center gap-2 ps-4 pe-1">
      <TimeField label={words.start(place)} value={hours.start} onChange={(start) => onChange({ start })} />
      <span aria-hidden="true">–</span>
      <TimeField label={words.end(place)} value={hours.end} onChange={(end) => onChange({ end })} />
      <button
        type="button"
        aria-label={words.take(place)}
        onClick={onRemove}
        className="ms-auto flex size-11 shrink-0 items-center justify-center rounded-full text-label-2 active:bg-pressed"
      >
        <X aria-hidden="true" size={20} strokeWidth={1.5} />
      </button>
    </div>
  );
}

type FieldProps = { label: string; value: string; onChange: (value: string) => void };

/** `required`: a field that was emptied keeps the form from being sent. */
function TimeField({ label, value, onChange }: FieldProps) {
  return (
    <input
      type="time"
      required
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="min-h-11 min-w-0 rounded-button bg-fill px-3 text-body tabular-nums"
    />
  );
}
