"use client";
import type { Profile } from "@/api/lists";
import { ChoiceChip } from "@/components/Chip";
import { ChipPicker } from "@/components/ChipPicker";
import { Group } from "@/components/Group";
import { Picker } from "@/components/Picker";
import { Field } from "@/components/ShareForm";
import { useLanguage } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { useProfileT } from "@/lib/i18n/profile";
import { CURRENCIES } from "@/lib/money";
import { countries, LANGUAGES, languageName } from "@/lib/names";
import { type Draft, MOST } from "./model";

type Props = { draft: Draft; onChange: (change: Partial<Draft>) => void };
type Category = Draft["categories"][number];

export function Categories({ draft, onChange }: Props) {
  const words = useProfileT();
  const language = useLanguage();
  const names = useMatchT().category;
  const chosen = draft.categories;
  const full = chosen.length >= MOST.categories;
  const all = (Object.keys(names) as Category[]).sort((a, b) =>
    (names[a] ?? a).localeCompare(names[b] ?? b, language),
  );
  const toggle = (category: Category, on: boolean) =>
    onChange({ categories: on ? [...chosen, category] : chosen.filter((other) => other !== category) });
  return (
    <fieldset className="mb-7">
      <legend className="mb-2 px-4 text-foot font-medium text-label-2">{words.categories}</legend>
      <div className="flex flex-wrap gap-2">
        {all
          .filter((category) => !full || chosen.includes(category))
          .map((category) => (
            <ChoiceChip
              key={category}
              label={names[category] ?? category}
              checked={chosen.includes(category)}
              onChange={(on) => toggle(category, on)}
            />
          ))}
      </div>
      <p className="mt-2 px-4 text-foot text-label-2">{words.categoriesHint}</p>
    </fieldset>
  );
}

/** An influencer lives in one country; a company looks for many. */
export function Places({ kind, draft, onChange }: Props & { kind: Profile["kind"] }) {
  const words = useProfileT();
  const language = useLanguage();
  return (
    <Group title={words.where}>
      <ChipPicker
        label={words.countries[kind]}
        choose={words.addCountry}
        options={countries(language).map(({ code, name }) => ({ value: code, label: name }))}
        chosen={draft.countries}
        nameOf={words.take}
        most={MOST.countries}
        onChange={(chosen) => onChange({ countries: chosen })}
      />
      <ChipPicker
        label={words.languages}
        choose={words.addLanguage}
        options={LANGUAGES.map((code) => ({ value: code, label: languageName(code, language) }))}
        chosen={draft.languages}
        nameOf={words.take}
        most={MOST.languages}
        onChange={(chosen) => onChange({ languages: chosen })}
      />
      <Field
        label={words.city}
        type="text"
        autoComplete="address-level2"
        maxLength={MOST.line}
        value={draft.city}
        wrong={false}
        onChange={(event) => onChange({ city: event.target.value })}
      />
    </Group>
  );
}

type MoneyProps = Props & { kind: Profile["kind"]; wrong: boolean };

export function Money({ kind, draft, wrong, onChange }: MoneyProps) {
  const words = useProfileT();
  const field = (name: "from" | "to") => (
    <Field
      label={words[name]}
      aria-label={`${words.money[kind]}, ${words[name]}`}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      maxLength={13}
      value={draft[name]}
      wrong={wrong}
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  );
  const known = (CURRENCIES as readonly string[]).includes(draft.currency);
  const currencies = known ? CURRENCIES : [...CURRENCIES, draft.currency];
  return (
    <Group title={words.money[kind]} footer={words.moneyHint[kind]}>
      {field("from")}
      {field("to")}
      <Picker
        look="row"
        label={words.currency}
        options={currencies.map((code) => ({ value: code, label: code }))}
        value={draft.currency}
        onChange={(currency) => onChange({ currency })}
      />
    </Group>
  );
}
