"use client";
import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { Group } from "@/components/Group";
import { Slider } from "@/components/Slider";
import { cx } from "@/lib/cx";
import { formatShare } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useMatchT } from "@/lib/i18n/match";
import { useMatching } from "@/lib/matching";
import { DEFAULT_WEIGHTS, MEASURES, normal, sameWeights } from "@/lib/score";
import { useSearch } from "./store";
import { AudiencePicker } from "./Toolbar";

/** What the order depends on: the audience and how much each of its sides matters. Above the list and not over it, so that one sees what the sliders do. Open it is four sliders, closed one line. */
export function Weights() {
  const t = useMatchT();
  const language = useLanguage();
  const id = useId();
  const { weights, setWeights } = useMatching();
  const { weighing, setWeighing } = useSearch();
  const parts = normal(weights);
  const share = (name: (typeof MEASURES)[number]) => formatShare(parts?.[name] ?? 0, language);
  return (
    <Group label={t.weights.title}>
      <AudiencePicker />
      <button
        type="button"
        aria-expanded={weighing}
        aria-controls={id}
        onClick={() => setWeighing(!weighing)}
        className="flex min-h-12 w-full items-center gap-3 px-4 py-2.5 text-start transition-colors duration-200 focus-visible:-outline-offset-3 active:bg-pressed"
      >
        <span className="min-w-0 flex-1">
          <span className="block text-body">{t.weights.title}</span>
          <span className="block text-foot text-label-2 tabular-nums">
            {weighing
              ? t.weights.text
              : MEASURES.map((name) => `${t.dimension[name]} ${share(name)}`).join(" · ")}
          </span>
        </span>
        <ChevronDown
          aria-hidden="true"
          size={20}
          strokeWidth={1.5}
          className={cx("shrink-0 text-label-2 transition-transform duration-200", weighing && "rotate-180")}
        />
      </button>
      <div id={id} hidden={!weighing} className="px-4 pb-2">
        {MEASURES.map((name) => (
          <WeightSlider key={name} name={name} text={share(name)} />
        ))}
        {parts === null && (
          <p role="status" className="pb-2 text-foot text-warn">
            {t.weights.none}
          </p>
        )}
        {!sameWeights(weights, DEFAULT_WEIGHTS) && (
          <button
            type="button"
            onClick={() => setWeights(DEFAULT_WEIGHTS)}
            className="-ms-2 min-h-11 rounded-button px-2 text-sub font-medium text-accent active:opacity-60"
          >
            {t.weights.reset}
          </button>
        )}
      </div>
    </Group>
  );
}

function WeightSlider({ name, text }: { name: (typeof MEASURES)[number]; text: string }) {
  const t = useMatchT();
  const value = useMatching(({ weights }) => weights[name]);
  const weigh = useMatching((state) => state.weigh);
  return (
    <Slider label={t.dimension[name]} value={value} text={text} onChange={(next) => weigh(name, next)} />
  );
}
