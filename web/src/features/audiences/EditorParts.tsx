"use client";
import type { NamedAudience } from "@/api/types";
import { CountryPart } from "@/components/CountryPart";
import { Group } from "@/components/Group";
import { Segmented } from "@/components/Segmented";
import { Part, Percent } from "@/components/ShareForm";
import { audienceName } from "@/lib/audienceName";
import { AGES, GENDERS } from "@/lib/buckets";
import { useAudienceT } from "@/lib/i18n/audience";
import { useMatchT } from "@/lib/i18n/match";
import { useProfileT } from "@/lib/i18n/profile";
import { type Draft, mixable, USERS } from "./model";

type Props = { draft: Draft; onChange: (change: Partial<Draft>) => void };
type AllProps = Props & { audiences: readonly NamedAudience[] };

export function Ga4Part({ draft, audiences, onChange }: AllProps) {
  const words = useProfileT().audiences;
  const there = audiences.some(({ definition }) => definition.kind === "ga4");
  return (
    <div className="mb-5">
      <Segmented
        name="users"
        label={words.users}
        options={USERS.map((value) => ({ value, label: words[value] }))}
        value={draft.users}
        onChange={(users) => onChange({ users })}
      />
      {!there && <p className="mt-2 px-4 text-foot text-label-2">{words.noGa4}</p>}
    </div>
  );
}

/** The same form as for a TikTok account, of whom the company wants to reach. */
export function SharesPart({ draft, wrong, onChange }: Props & { wrong: (field: string) => boolean }) {
  const words = useProfileT().audiences;
  const t = useAudienceT();
  const shares = (name: "age" | "gender", buckets: readonly string[]) => (
    <Part title={t.dimension[name] ?? name} texts={Object.values(draft[name])}>
      {buckets.map((bucket) => {
        const label = t.bucket[bucket] ?? bucket.replace("-", "–");
        return (
          <Percent
            key={bucket}
            name={label}
            label={label}
            value={draft[name][bucket] ?? ""}
            wrong={wrong(`${name}.${bucket}`)}
            onChange={(text) => onChange({ [name]: { ...draft[name], [bucket]: text } })}
          />
        );
      })}
    </Part>
  );
  return (
    <>
      <p className="mb-5 px-1 text-sub text-label-2">{words.formIntro}</p>
      {shares("age", AGES)}
      {shares("gender", GENDERS)}
      <CountryPart draft={draft} wrong={wrong} onChange={onChange} />
    </>
  );
}

type MixtureProps = AllProps & { own: string | null; wrong: boolean };

/** Two to five audiences that are no mixtures, each with a weight. */
export function MixturePart({ draft, audiences, own, wrong, onChange }: MixtureProps) {
  const words = useProfileT().audiences;
  const match = useMatchT();
  const choices = mixable(audiences, own);
  if (choices.length < 2) return <p className="mb-5 px-1 text-sub text-label-2">{words.mixFew}</p>;
  const toggle = (id: string, on: boolean) => {
    const { [id]: _gone, ...rest } = draft.parts;
    onChange({ parts: on ? { ...rest, [id]: "1" } : rest });
  };
  return (
    <>
      <p className="mb-3 px-1 text-sub text-label-2">{words.mixIntro}</p>
      <Group>
        {choices.map((audience) => {
          const name = audienceName(audience, match);
          const weight = draft.parts[audience.id];
          return (
            <div key={audience.id} className="hairline flex min-h-12 items-center gap-3 ps-4 pe-4">
              <label className="flex min-h-12 min-w-0 flex-1 cursor-pointer items-center gap-3 text-body">
                <input
                  type="checkbox"
                  checked={weight !== undefined}
                  onChange={(event) => toggle(audience.id, event.target.checked)}
                  className="size-5 shrink-0 accent-accent-fill"
                />
                <span className="wrap-anywhere">{name}</span>
              </label>
              {weight !== undefined && (
                <input
                  type="text"
                  inputMode="decimal"
                  autoComplete="off"
                  aria-label={words.weightOf(name)}
                  aria-invalid={wrong || undefined}
                  value={weight}
                  onChange={(event) =>
                    onChange({ parts: { ...draft.parts, [audience.id]: event.target.value } })
                  }
                  className="min-h-11 w-16 rounded-button bg-fill px-3 text-end text-body tabular-nums aria-invalid:text-bad"
                />
              )}
            </div>
          );
        })}
      </Group>
    </>
  );
}
