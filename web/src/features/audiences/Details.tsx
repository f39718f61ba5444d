"use client";
import { PencilLine, Star, Trash2 } from "lucide-react";
import { errorText } from "@/api/problem";
import type { NamedAudience } from "@/api/types";
import { BarTable } from "@/components/BarTable";
import { Group, Row } from "@/components/Group";
import { useToast } from "@/components/Toast";
import { audienceName } from "@/lib/audienceName";
import { bucketName } from "@/lib/buckets";
import { formatCount, formatShare } from "@/lib/format";
import { useLanguage, useT } from "@/lib/i18n";
import { useAudienceT } from "@/lib/i18n/audience";
import { useMatchT } from "@/lib/i18n/match";
import { useProfileT } from "@/lib/i18n/profile";
import type { Dimension } from "./model";
import { useAdd, useChange, useRemove } from "./queries";
import { useTasks } from "./store";

type Props = { audience: NamedAudience; onDone: () => void };
const icon = { "aria-hidden": true, size: 22, strokeWidth: 1.5 } as const;

/** What an audience consists of, and what can be done with it. */
export function Details({ audience, onDone }: Props) {
  const words = useProfileT().audiences;
  const match = useMatchT();
  const begin = useTasks((state) => state.begin);
  return (
    <>
      {audience.dimensions.map((dimension) => (
        <DimensionPart key={dimension.name} dimension={dimension} name={audienceName(audience, match)} />
      ))}
      <Group inset="icon">
        {!audience.is_default && <MakeDefault audience={audience} onDone={onDone} />}
        {audience.saved && (
          <Row
            icon={<PencilLine {...icon} className="text-accent" />}
            tone="accent"
            label={words.edit}
            onClick={() => begin("edit", audience.id)}
          />
        )}
        {audience.saved && <Remove audience={audience} onDone={onDone} />}
      </Group>
    </>
  );
}

/** A chart stays legible with so many bars. */
const SHOWN = 6;

function DimensionPart({ dimension, name }: { dimension: Dimension; name: string }) {
  const words = useProfileT().audiences;
  const t = useAudienceT();
  const language = useLanguage();
  const title = t.dimension[dimension.name] ?? dimension.name;
  const all = dimension.buckets.map(({ bucket }) => bucket);
  const shown =
    dimension.name === "country"
      ? [...dimension.buckets].sort((a, b) => b.share - a.share).slice(0, SHOWN)
      : dimension.buckets;
  const measured = dimension.state === "reported" && dimension.sample_size > 0;
  return (
    <section aria-label={title} className="mb-4 rounded-card bg-card p-4 shadow-soft">
      <h3 className="mb-1 text-body font-semibold">{title}</h3>
      {shown.length === 0 ? (
        <p className="text-sub text-label-2">{words.missing}</p>
      ) : (
        <BarTable
          caption={`${name}: ${title}`}
          columns={{ name: title, share: t.column.share, amount: null }}
          scale={Math.max(...shown.map(({ share }) => share))}
          bars={shown.map(({ bucket, share }) => ({
            key: bucket,
            name: bucketName(dimension.name, bucket, all, t, language),
            share,
            text: formatShare(share, language),
            amount: null,
          }))}
        />
      )}
      {measured && (
        <p className="mt-2 text-foot text-label-2">
          {words.sample(formatCount(Math.round(dimension.sample_size), language))}
        </p>
      )}
    </section>
  );
}

/** What GA4 gives is not stored; to be the default it is saved under its name. */
function MakeDefault({ audience, onDone }: Props) {
  const t = useT();
  const words = useProfileT().audiences;
  const match = useMatchT();
  const add = useAdd();
  const change = useChange();
  const show = useToast((state) => state.show);
  const name = audienceName(audience, match);
  const told = {
    onSuccess: () => {
      show(words.madeDefault(name));
      onDone();
    },
    onError: (error: unknown) => show(errorText(error, t)),
  };
  const go = () =>
    audience.saved
      ? change.mutate({ id: audience.id, is_default: true }, told)
      : add.mutate({ name, definition: audience.definition, is_default: true }, told);
  return (
    <Row
      icon={<Star {...icon} className="text-accent" />}
      tone="accent"
      label={words.makeDefault}
      busy={add.isPending || change.isPending}
      onClick={go}
    />
  );
}

/** Gone at once; taken back, it is defined anew as it was. */
function Remove({ audience, onDone }: Props) {
  const t = useT();
  const words = useProfileT().audiences;
  const add = useAdd();
  const remove = useRemove();
  const show = useToast((state) => state.show);
  const { name, definition, is_default } = audience;
  const failed = (error: unknown) => show(errorText(error, t));
  const go = async () => {
    onDone();
    try {
      await remove.mutateAsync(audience.id);
    } catch (error) {
      failed(error);
      return;
    }
    const undo = () => void add.mutateAsync({ name, definition, is_default }).catch(failed);
    show(words.removed(name), { label: words.undo, run: undo });
  };
  return (
    <Row
      icon={<Trash2 {...icon} className="text-bad" />}
      tone="bad"
      label={words.remove}
      onClick={() => void go()}
    />
  );
}
