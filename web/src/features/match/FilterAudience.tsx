"use client";
import { useState } from "react";
import { PROVIDER_NAMES } from "@/api/connect";
import type { Threshold } from "@/api/types";
import { Button } from "@/components/Button";
import { Group } from "@/components/Group";
import { Picker } from "@/components/Picker";
import { AGES, bucketName, GENDERS } from "@/lib/buckets";
import { formatShare } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useMatchT } from "@/lib/i18n/match";
import { countries } from "@/lib/names";
import { ChosenChips, type Draft } from "./FilterFields";
import { put, ruleText, withRule } from "./filters";

type Dimension = Threshold["dimension"];
const DIMENSIONS: readonly Dimension[] = ["country", "age", "gender", "city"];
/** Shares that can be asked for, in percent. */
const STEPS = Array.from({ length: 19 }, (_, index) => (index + 1) * 5);
const FIRST: Readonly<Record<Dimension, string>> = {
  country: "TR",
  age: AGES[0],
  gender: GENDERS[0],
  city: "",
};

type PartProps = { draft: Draft; onCompose: (rule: Threshold | null) => void };

/** Conditions on the audience: at least so much of a group, at most so many minors. */
export function AudiencePart({ draft: { filters, change }, onCompose }: PartProps) {
  const t = useMatchT();
  const audience = useAudienceT();
  const language = useLanguage();
  const rules = filters.audience ?? [];
  const words = { match: t, audience, platforms: PROVIDER_NAMES };
  const percent = (value: number) => ({ value: String(value), label: formatShare(value / 100, language) });
  return (
    <Group title={t.filter.audience} footer={t.filter.audienceText}>
      <NewRule onCompose={onCompose} onAdd={(rule) => change(withRule(filters, rule))} />
      <div className="hairline empty:hidden">
        <ChosenChips
          items={rules.map((rule) => ({
            value: `${rule.dimension} ${rule.bucket}`,
            label: ruleText(rule, words, language),
          }))}
          onRemove={(key) =>
            change(
              put(
                filters,
                "audience",
                rules.filter(({ dimension, bucket }) => `${dimension} ${bucket}` !== key),
              ),
            )
          }
        />
      </div>
      <Picker
        look="row"
        label={t.filter.minors}
        options={[{ value: "", label: t.filter.any }, ...STEPS.map(percent)]}
        value={filters.minors_at_most ? String(filters.minors_at_most) : ""}
        onChange={(value) => change(put(filters, "minors_at_most", value ? Number(value) : undefined))}
      />
    </Group>
  );
}

type NewRuleProps = { onAdd: (rule: Threshold) => void; onCompose: PartProps["onCompose"] };

/** A condition as it is put together. Whoever chose one and did not add it meant it all the same: it is told as it changes. */
function NewRule({ onAdd, onCompose }: NewRuleProps) {
  const t = useMatchT();
  const audience = useAudienceT();
  const language = useLanguage();
  const [rule, setRule] = useState<Threshold>({ dimension: "country", bucket: "TR", at_least: 30 });
  const bucket = rule.bucket.trim();
  const set = (change: Partial<Threshold>) => {
    const next = { ...rule, ...change };
    const named = next.bucket.trim();
    setRule(next);
    onCompose(named === "" ? null : { ...next, bucket: named });
  };
  const add = () => {
    onAdd({ ...rule, bucket });
    onCompose(null);
  };
  return (
    <div className="hairline pb-3">
      <Picker<Dimension>
        look="row"
        label={t.filter.dimension}
        options={DIMENSIONS.map((value) => ({ value, label: audience.dimension[value] ?? value }))}
        value={rule.dimension}
        onChange={(dimension) => set({ dimension, bucket: FIRST[dimension] })}
      />
      {rule.dimension === "city" ? (
        <label className="hairline flex min-h-12 items-center gap-4 px-4 text-body">
          {t.filter.cityName}
          <input
            type="text"
            value={rule.bucket}
            maxLength={120}
            onChange={(event) => set({ bucket: event.target.value })}
            className="min-h-12 min-w-0 flex-1 bg-transparent text-end focus-visible:-outline-offset-3"
          />
        </label>
      ) : (
        <Picker
          look="row"
          label={t.filter.bucket}
          options={bucketsOf(rule.dimension).map((value) => ({
            value,
            label: bucketName(rule.dimension, value, [value], audience, language),
          }))}
          value={rule.bucket}
          onChange={(value) => set({ bucket: value })}
        />
      )}
      <Picker
        look="row"
        label={t.filter.atLeast}
        options={STEPS.map((value) => ({ value: String(value), label: formatShare(value / 100, language) }))}
        value={String(rule.at_least)}
        onChange={(value) => set({ at_least: Number(value) })}
      />
      <div className="px-4 pt-1">
        <Button look="soft" wide disabled={bucket === ""} onClick={add}>
          {t.filter.addRule}
        </Button>
      </div>
    </div>
  );

  function bucketsOf(dimension: Dimension): readonly string[] {
    if (dimension === "age") return AGES;
    if (dimension === "gender") return GENDERS;
    return countries(language).map(({ code }) => code);
  }
}
