"use client";
import { Plus, X } from "lucide-react";
import { useMemo } from "react";
import { useLanguage } from "@/lib/i18n";
import { useConnectT } from "@/lib/i18n/connect";
import { countries as allCountries, countryName } from "@/lib/names";
import { type CountryShare, type CountryShares, countryTexts } from "@/lib/shares";
import { Part, Percent } from "./ShareForm";

const MAX_COUNTRIES = 20;

type Props = {
  draft: CountryShares;
  wrong: (field: string) => boolean;
  onChange: (change: Partial<CountryShares>) => void;
};

/** As many countries as the app names, and the rest as one number. */
export function CountryPart({ draft, wrong, onChange }: Props) {
  const words = useConnectT().tiktok;
  const { countries } = draft;
  const change = (key: number, next: Partial<CountryShare>) =>
    onChange({ countries: countries.map((row) => (row.key === key ? { ...row, ...next } : row)) });
  const add = () => {
    const key = Math.max(-1, ...countries.map((row) => row.key)) + 1;
    onChange({ countries: [...countries, { key, code: "", percent: "" }] });
  };
  return (
    <Part title={words.country} texts={countryTexts(draft)}>
      {countries.map((row) => (
        <CountryRow
          key={row.key}
          row={row}
          wrong={wrong(`country.${row.code}`) || (row.code === "" && wrong("country"))}
          onChange={(next) => change(row.key, next)}
          onRemove={() => onChange({ countries: countries.filter(({ key }) => key !== row.key) })}
        />
      ))}
      <Percent
        name={words.otherCountries}
        label={words.otherCountries}
        value={draft.otherCountries}
        wrong={wrong("country.other")}
        onChange={(otherCountries) => onChange({ otherCountries })}
      />
      {countries.length < MAX_COUNTRIES && (
        <button
          type="button"
          onClick={add}
          className="flex min-h-12 w-full items-center gap-2 px-4 text-body text-accent focus-visible:-outline-offset-3 active:bg-pressed"
        >
          <Plus aria-hidden="true" size={20} strokeWidth={1.5} />
          {words.addCountry}
        </button>
      )}
    </Part>
  );
}

type RowProps = {
  row: CountryShare;
  wrong: boolean;
  onChange: (next: Partial<CountryShare>) => void;
  onRemove: () => void;
};

function CountryRow({ row, wrong, onChange, onRemove }: RowProps) {
  const words = useConnectT().tiktok;
  const language = useLanguage();
  const options = useMemo(() => allCountries(language), [language]);
  const name = row.code ? countryName(row.code, language) : words.thisCountry;
  return (
    <div className="hairline flex items-center">
      <button
        type="button"
        aria-label={words.removeCountry(name)}
        onClick={onRemove}
        className="flex size-11 shrink-0 items-center justify-center rounded-full text-label-2 active:opacity-60"
      >
        <X aria-hidden="true" size={18} strokeWidth={1.5} />
      </button>
      <div className="min-w-0 flex-1 [&>div]:ps-0">
        <Percent
          name={name}
          label={
            <select
              aria-label={words.chooseCountry}
              value={row.code}
              onChange={(event) => onChange({ code: event.target.value })}
              className="min-h-11 w-full min-w-0 truncate bg-transparent text-body"
            >
              <option value="">{words.chooseCountry}</option>
              {options.map((option) => (
                <option key={option.code} value={option.code} className="bg-card">
                  {option.name}
                </option>
              ))}
            </select>
          }
          value={row.percent}
          wrong={wrong}
          onChange={(percent) => onChange({ percent })}
        />
      </div>
    </div>
  );
}
