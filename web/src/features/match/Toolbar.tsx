"use client";
import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { PROVIDER_NAMES } from "@/api/connect";
import type { Sort } from "@/api/types";
import { RemovableChip } from "@/components/Chip";
import { Link } from "@/components/Link";
import { Picker } from "@/components/Picker";
import { SearchField } from "@/components/SearchField";
import { audienceName } from "@/lib/audienceName";
import { cx } from "@/lib/cx";
import { formatCount } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useMatchT } from "@/lib/i18n/match";
import { useMatching } from "@/lib/matching";
import { chips } from "./filters";
import { SORTS } from "./model";
import { useAudiences } from "./queries";
import { useSearch } from "./store";

/** Whom one looks for, among whom, and in which order. */
export function Toolbar({ save }: { save: ReactNode }) {
  const t = useMatchT();
  const { text, setText, sort, setSort } = useSearch();
  return (
    <div className="mb-4 space-y-3">
      <SearchField label={t.search} value={text} onChange={setText} />
      <div className="flex flex-wrap gap-2">
        <FilterButton />
        <Picker<Sort>
          label={t.sort.label}
          options={SORTS.map((value) => ({ value, label: t.sort[value] }))}
          value={sort}
          onChange={setSort}
        />
        <AudiencePicker />
        {save}
      </div>
      <ActiveFilters />
    </div>
  );
}

function FilterButton() {
  const t = useMatchT();
  const language = useLanguage();
  const { filters, setFiltering } = useSearch();
  const active = useChips(filters).length;
  return (
    <button
      type="button"
      aria-label={active > 0 ? t.filter.openCount(formatCount(active, language)) : undefined}
      onClick={() => setFiltering(true)}
      className={cx(
        "flex min-h-11 items-center gap-2 rounded-full px-4 text-body font-medium shadow-soft active:opacity-70",
        active > 0 ? "bg-accent-soft text-accent" : "bg-card",
      )}
    >
      <ListFilter aria-hidden="true" size={18} strokeWidth={2} />
      {t.filter.open}
      {active > 0 && <span className="tabular-nums">{formatCount(active, language)}</span>}
    </button>
  );
}

function AudiencePicker() {
  const t = useMatchT();
  const { audience, setAudience } = useMatching();
  const named = useAudiences().data;
  if (!named || named.length === 0) return null;
  const chosen = named.find(({ id }) => id === audience) ?? named.find((one) => one.is_default) ?? named[0];
  return (
    <>
      <Picker
        label={t.audience.label}
        options={named.map((one) => ({ value: one.id, label: audienceName(one, t) }))}
        value={chosen?.id ?? ""}
        onChange={setAudience}
      />
      <Link
        href="/audiences/"
        className="inline-flex min-h-11 items-center rounded-button px-2 text-sub font-medium text-accent active:opacity-60"
      >
        {t.audience.edit}
      </Link>
    </>
  );
}

function useChips(filters: ReturnType<typeof useSearch.getState>["filters"]) {
  const match = useMatchT();
  const audience = useAudienceT();
  return chips(filters, { match, audience, platforms: PROVIDER_NAMES }, useLanguage());
}

function ActiveFilters() {
  const t = useMatchT();
  const { filters, setFilters } = useSearch();
  const active = useChips(filters);
  if (active.length === 0) return null;
  return (
    <ul aria-label={t.filter.active} className="flex flex-wrap gap-2">
      {active.map(({ key, label, without }) => (
        <li key={key} className="max-w-full">
          <RemovableChip label={label} name={t.filter.remove(label)} onRemove={() => setFilters(without)} />
        </li>
      ))}
    </ul>
  );
}
