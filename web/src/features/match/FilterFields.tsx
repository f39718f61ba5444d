"use client";
import { useState } from "react";
import type { Filters } from "@/api/types";
import { ChoiceChip, RemovableChip } from "@/components/Chip";
import { Picker } from "@/components/Picker";
import { cx } from "@/lib/cx";
import { useLanguage } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { isCrossed, putEnd, readNumber } from "./filters";

/** What every part of the form changes: filters that are not yet applied. */
export type Draft = { filters: Filters; change: (filters: Filters) => void };

type ChoicesProps<T extends string> = {
  title: string;
  options: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onToggle: (value: T) => void;
};

/** Any of a few. */
export function Choices<T extends string>({ title, options, chosen, onToggle }: ChoicesProps<T>) {
  return (
    <fieldset className="mb-7">
      <legend className="mb-2 px-4 text-foot font-medium text-label-2">{title}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(({ value, label }) => (
          <ChoiceChip
            key={value}
            label={label}
            checked={chosen.includes(value)}
            onChange={() => onToggle(value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

type PickedProps = {
  label: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
};

/** Any of many: chosen in a menu, taken away by its chip. */
export function Picked({ label, options, chosen, onChange }: PickedProps) {
  const t = useMatchT();
  const left = options.filter(({ value }) => !chosen.includes(value));
  return (
    <div className="hairline">
      <Picker
        look="row"
        label={label}
        options={[{ value: "", label: t.filter.choose }, ...left]}
        value=""
        onChange={(value) => value && onChange([...chosen, value])}
      />
      <ChosenChips
        items={chosen.map((value) => ({
          value,
          label: options.find((option) => option.value === value)?.label ?? value,
        }))}
        onRemove={(value) => onChange(chosen.filter((other) => other !== value))}
      />
    </div>
  );
}

type ChosenProps = { items: readonly { value: string; label: string }[]; onRemove: (value: string) => void };

export function ChosenChips({ items, onRemove }: ChosenProps) {
  const t = useMatchT();
  if (items.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2 px-4 pb-3">
      {items.map(({ value, label }) => (
        <RemovableChip
          key={value}
          label={label}
          name={t.filter.remove(label)}
          onRemove={() => onRemove(value)}
        />
      ))}
    </div>
  );
}

/** Words of one's own, one after another. */
export function Typed({ label, chosen, onChange }: Omit<PickedProps, "options">) {
  const t = useMatchT();
  const [text, setText] = useState("");
  const add = () => {
    const word = text.trim();
    if (word && !chosen.includes(word)) onChange([...chosen, word]);
    setText("");
  };
  return (
    <div className="hairline">
      <div className="flex min-h-12 items-center ps-4 pe-2 focus-within:bg-pressed">
        <input
          type="text"
          aria-label={label}
          placeholder={label}
          value={text}
          maxLength={120}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && add()}
          className="min-h-12 min-w-0 flex-1 bg-transparent text-body placeholder:text-label-2 focus-visible:-outline-offset-3"
        />
        <button
          type="button"
          aria-label={`${label}: ${t.filter.add}`}
          disabled={text.trim() === ""}
          onClick={add}
          className="min-h-11 rounded-button px-3 text-sub font-medium text-accent active:opacity-60 disabled:opacity-45"
        >
          {t.filter.add}
        </button>
      </div>
      <ChosenChips
        items={chosen.map((value) => ({ value, label: value }))}
        onRemove={(value) => onChange(chosen.filter((other) => other !== value))}
      />
    </div>
  );
}

type SpanName = Parameters<typeof putEnd>[1];

/** From and to. `percent`: typed as percent, kept as a part of 1. */
export function SpanField({ name, percent, draft }: { name: SpanName; percent?: boolean; draft: Draft }) {
  const t = useMatchT();
  const language = useLanguage();
  const label = t.filter[name];
  const factor = percent ? 100 : 1;
  const write = (value: number | null | undefined) =>
    value == null
      ? ""
      : new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: false }).format(
          value * factor,
        );
  const end = (which: "min" | "max") => ({
    name: which === "min" ? t.filter.minOf(label) : t.filter.maxOf(label),
    hint: t.filter[which],
    start: write(draft.filters[name]?.[which]),
    onValue: (value: number | undefined) =>
      draft.change(putEnd(draft.filters, name, which, value === undefined ? undefined : value / factor)),
  });
  return (
    <fieldset className="hairline flex min-h-12 flex-wrap items-center gap-x-2 px-4 pt-1 pb-2.5 text-body">
      <legend className="sr-only">{label}</legend>
      <span aria-hidden="true" className="min-w-40 flex-1 py-2">
        {label}
      </span>
      <span className="flex flex-1 items-center gap-2">
        <NumberField {...end("min")} />
        <span aria-hidden="true" className="text-label-2">
          –
        </span>
        <NumberField {...end("max")} />
      </span>
      <span role="alert" className="w-full text-foot text-bad empty:hidden">
        {isCrossed(draft.filters, name) && t.filter.crossed}
      </span>
    </fieldset>
  );
}

type NumberProps = {
  name: string;
  hint: string;
  start: string;
  onValue: (value: number | undefined) => void;
};

function NumberField({ name, hint, start, onValue }: NumberProps) {
  const language = useLanguage();
  const [text, setText] = useState(start);
  const wrong = readNumber(text, language) === null;
  return (
    <input
      type="text"
      inputMode="decimal"
      autoComplete="off"
      aria-label={name}
      aria-invalid={wrong || undefined}
      placeholder={hint}
      value={text}
      maxLength={15}
      onChange={(event) => {
        setText(event.target.value);
        const value = readNumber(event.target.value, language);
        if (value !== null) onValue(value);
      }}
      className={cx(
        "min-h-11 w-24 min-w-0 flex-1 rounded-lg bg-fill px-3 text-end text-body tabular-nums placeholder:text-sub placeholder:text-label-2",
        wrong && "text-bad",
      )}
    />
  );
}
