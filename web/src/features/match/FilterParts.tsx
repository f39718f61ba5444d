"use client";
import { BadgeCheck, Mail } from "lucide-react";
import { PROVIDER_NAMES } from "@/api/connect";
import { Group } from "@/components/Group";
import { Picker } from "@/components/Picker";
import { Switch } from "@/components/Switch";
import { formatCount } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { CURRENCIES } from "@/lib/money";
import { countries, LANGUAGES, languageName } from "@/lib/names";
import { Choices, type Draft, Picked, SpanField, Typed } from "./FilterFields";
import { categoriesOf, DAYS, PLATFORMS, put, toggled } from "./filters";

export function KindPart({ draft }: { draft: Draft }) {
  const t = useMatchT();
  const { filters, change } = draft;
  return (
    <>
      <Choices
        title={t.filter.platform}
        options={PLATFORMS.map((value) => ({ value, label: PROVIDER_NAMES[value] }))}
        chosen={filters.platforms ?? []}
        onToggle={(value) => change(put(filters, "platforms", toggled(filters.platforms, value)))}
      />
      <Choices
        title={t.filter.category}
        options={categoriesOf(t).map((value) => ({ value, label: t.category[value] ?? value }))}
        chosen={filters.categories ?? []}
        onToggle={(value) => change(put(filters, "categories", toggled(filters.categories, value)))}
      />
    </>
  );
}

export function PlacePart({ draft: { filters, change } }: { draft: Draft }) {
  const t = useMatchT();
  const language = useLanguage();
  return (
    <Group title={t.filter.place}>
      <Picked
        label={t.filter.country}
        options={countries(language).map(({ code, name }) => ({ value: code, label: name }))}
        chosen={filters.countries ?? []}
        onChange={(chosen) => change(put(filters, "countries", chosen))}
      />
      <Typed
        label={t.filter.city}
        chosen={filters.cities ?? []}
        onChange={(chosen) => change(put(filters, "cities", chosen))}
      />
      <Picked
        label={t.filter.language}
        options={LANGUAGES.map((code) => ({ value: code, label: languageName(code, language) }))}
        chosen={filters.languages ?? []}
        onChange={(chosen) => change(put(filters, "languages", chosen))}
      />
    </Group>
  );
}

export function SizePart({ draft }: { draft: Draft }) {
  const t = useMatchT();
  const { filters, change } = draft;
  const { price } = filters;
  return (
    <Group title={t.filter.size}>
      <SpanField name="followers" draft={draft} />
      <SpanField name="views" draft={draft} />
      <SpanField name="engagement_rate" percent draft={draft} />
      <SpanField name="growth" percent draft={draft} />
      <SpanField name="price" draft={draft} />
      {price && (
        <Picker
          look="row"
          label={t.filter.currency}
          options={CURRENCIES.map((code) => ({ value: code, label: code }))}
          value={price.currency as (typeof CURRENCIES)[number]}
          onChange={(currency) => change({ ...filters, price: { ...price, currency } })}
        />
      )}
    </Group>
  );
}

const CONFIDENCES = { any: undefined, medium: 0.45, high: 0.75 } as const;
type Sure = keyof typeof CONFIDENCES;

export function FreshPart({ draft: { filters, change } }: { draft: Draft }) {
  const t = useMatchT();
  const sure: Sure =
    filters.confidence_at_least == null ? "any" : filters.confidence_at_least >= 0.75 ? "high" : "medium";
  return (
    <Group title={t.filter.activity} inset="icon">
      <DaysPicker
        label={t.filter.posted}
        value={filters.posted_within_days}
        onChange={(days) => change(put(filters, "posted_within_days", days))}
      />
      <DaysPicker
        label={t.filter.checked}
        value={filters.checked_within_days}
        onChange={(days) => change(put(filters, "checked_within_days", days))}
      />
      <Picker<Sure>
        look="row"
        label={t.filter.confidence}
        options={[
          { value: "any", label: t.filter.any },
          { value: "medium", label: t.filter.confidenceChip.medium ?? "" },
          { value: "high", label: t.filter.confidenceChip.high ?? "" },
        ]}
        value={sure}
        onChange={(value) => change(put(filters, "confidence_at_least", CONFIDENCES[value]))}
      />
      <Switch
        icon={<BadgeCheck aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
        label={t.filter.verified}
        detail={t.filter.verifiedText}
        checked={filters.verified === true}
        onChange={(on) => change(put(filters, "verified", on || undefined))}
      />
      <Switch
        icon={<Mail aria-hidden="true" size={22} strokeWidth={1.5} className="text-accent" />}
        label={t.filter.contactable}
        detail={t.filter.contactableText}
        checked={filters.contactable === true}
        onChange={(on) => change(put(filters, "contactable", on || undefined))}
      />
    </Group>
  );
}

type DaysProps = {
  label: string;
  value: number | null | undefined;
  onChange: (days: number | undefined) => void;
};

function DaysPicker({ label, value, onChange }: DaysProps) {
  const t = useMatchT();
  const language = useLanguage();
  const days = value && !DAYS.some((known) => known === value) ? [...DAYS, value] : DAYS;
  return (
    <Picker
      look="row"
      label={label}
      options={[
        { value: "", label: t.filter.any },
        ...days.map((one) => ({ value: String(one), label: t.filter.days(formatCount(one, language)) })),
      ]}
      value={value ? String(value) : ""}
      onChange={(text) => onChange(text ? Number(text) : undefined)}
    />
  );
}
