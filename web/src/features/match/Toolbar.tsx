"use client";
import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { PROVIDER_NAMES } from "@/api/connect";
import type { Sort } from "@/api/types";
import { RemovableChip } from "@/components/Chip";
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
import { sortFor, sortsFor } from "./model";
import { useAudiences } from "./queries";
import { useSearch } from "./store";

/** Words and filters, and what of them is active. */
export function Toolbar({ save }: { save: ReactNode }) {
  const t = useMatchT();
  const { text, setText } = useSearch();
  return (
    <div className="mb-4 space-y-3">
      <div className="flex gap-2">
        <div className="min-w-0 flex-1">
          <SearchField label={t.search} value={text} onChange={setText} />
        </div>
        <FilterButton />
      </div>
      <ActiveFilters>{save}</ActiveFilters>
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
      aria-label={active > 0 ? t.filter.openCount(formatCount(active, language)) : t.filter.open}
      onClick={() => setFiltering(true)}
      className={cx(
        "flex min-h-11 min-w-11 shrink-0 items-center justify-center gap-1.5 rounded-button px-2.5 text-sub font-semibold active:opacity-60",
        active > 0 ? "bg-accent-soft text-accent" : "bg-fill",
      )}
    >
      <ListFilter aria-hidden="true" size={22} strokeWidth={1.5} />
      {active > 0 && <span className="tabular-nums">{formatCount(active, language)}</span>}
    </button>
  );
}

/** Whom the company wants to reach: the first line of the card that says what the order depends on. */
export function AudiencePicker() {
  const t = useMatchT();
  const { audience, setAudience } = useMatching();
  const named = useAudiences().data;
  if (!named || named.length === 0) return null;
  const chosen = named.find(({ id }) => id === audience) ?? named.find((one) => one.is_default) ?? named[0];
  return (
    <Picker
      look="row"
      label={t.audience.label}
      options={named.map((one) => ({ value: one.id, label: audienceName(one, t) }))}
      value={chosen?.id ?? ""}
      onChange={setAudience}
    />
  );
}

export function SortPicker() {
  const t = useMatchT();
  const { filters, sort, setSort } = useSearch();
  return (
    <Picker<Sort>
      label={t.sort.label}
      options={sortsFor(filters).map((value) => ({ value, label: t.sort[value] }))}
      value={sortFor(sort, filters)}
      onChange={setSort}
    />
  );
}

function useChips(filters: ReturnType<typeof useSearch.getState>["filters"]) {
  const match = useMatchT();
  const audience = useAudienceT();
  return chips(filters, { match, audience, platforms: PROVIDER_NAMES }, useLanguage());
}

function ActiveFilters({ children }: { children: ReactNode }) {
  const t = useMatchT();
  const { filters, text, setFilters } = useSearch();
  const active = useChips(filters);
  if (active.length === 0 && text.trim() === "") return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {active.length > 0 && (
        <ul aria-label={t.filter.active} className="contents">
          {active.map(({ key, label, without }) => (
            <li key={key} className="max-w-full">
              <RemovableChip
                label={label}
                name={t.filter.remove(label)}
                onRemove={() => setFilters(without)}
              />
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  );
}
