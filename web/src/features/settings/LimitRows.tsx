"use client";
import { ChoiceChip } from "@/components/Chip";
import { Picker } from "@/components/Picker";
import { formatBytes, formatDuration } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useBackupT } from "@/lib/i18n/backup";
import { choices, hasKind, INTERVALS, KIND_NAMES, SIZES, withKind } from "./backup";
import type { RulesChange } from "./backupQueries";

type Props = { rules: RulesChange };

export function IntervalRow({ rules: { shown, change } }: Props) {
  const words = useBackupT();
  const language = useLanguage();
  const label = (minutes: number) =>
    minutes === 0 ? words.noInterval : formatDuration(minutes * 60, language);
  return (
    <Picker
      look="row"
      label={words.interval}
      options={choices(INTERVALS, shown.interval_minutes).map((minutes) => ({
        value: String(minutes),
        label: label(minutes),
      }))}
      value={String(shown.interval_minutes)}
      onChange={(minutes) => change({ interval_minutes: Number(minutes) })}
    />
  );
}

export function SizeRow({ rules: { shown, change } }: Props) {
  const words = useBackupT();
  const language = useLanguage();
  const limit = shown.max_file_bytes;
  const sizes = limit === null ? [...SIZES] : choices(SIZES, limit);
  return (
    <Picker
      look="row"
      label={words.size}
      options={[
        { value: "", label: words.anySize },
        ...sizes.map((bytes) => ({ value: String(bytes), label: formatBytes(bytes, language) })),
      ]}
      value={limit === null ? "" : String(limit)}
      onChange={(bytes) => change({ max_file_bytes: bytes === "" ? null : Number(bytes) })}
    />
  );
}

export function TypeChips({ rules: { shown, change } }: Props) {
  const words = useBackupT();
  return (
    <fieldset className="hairline px-4 py-3">
      <legend className="float-start w-full pb-2 text-body">{words.types}</legend>
      <div className="clear-both flex flex-wrap gap-2">
        {KIND_NAMES.map((kind) => (
          <ChoiceChip
            key={kind}
            label={words.kinds[kind]}
            checked={hasKind(shown.types, kind)}
            onChange={(chosen) => change({ types: withKind(shown.types, kind, chosen) })}
          />
        ))}
      </div>
      <p className="pt-2 text-foot text-label-2">{words.typesHint}</p>
    </fieldset>
  );
}
