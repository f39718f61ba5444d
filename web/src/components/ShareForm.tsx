import type { InputHTMLAttributes, ReactNode } from "react";
import { cx } from "@/lib/cx";
import { formatCount } from "@/lib/format";
import { useLanguage } from "@/lib/i18n";
import { useConnectT } from "@/lib/i18n/connect";
import { type Sum, sumOf } from "@/lib/shares";

type FieldProps = InputHTMLAttributes<HTMLInputElement> & { label: string; wrong: boolean };

/** One row of the form: what it is on the left, the box on the right. */
export function Field({ label, wrong, ...input }: FieldProps) {
  return (
    <label className="hairline flex min-h-12 items-center gap-4 ps-4 text-body focus-within:bg-pressed">
      <span className="shrink-0">{label}</span>
      <input
        {...input}
        aria-invalid={wrong || undefined}
        className={cx(
          "min-h-12 w-full min-w-0 flex-1 bg-transparent pe-4 text-end tabular-nums placeholder:text-label-2 focus-visible:-outline-offset-3",
          wrong && "text-bad",
        )}
      />
    </label>
  );
}

type PercentProps = {
  name: string;
  label: ReactNode;
  value: string;
  onChange: (text: string) => void;
  wrong: boolean;
};

/** A share in percent; `name` is what a screen reader calls the box. */
export function Percent({ name, label, value, onChange, wrong }: PercentProps) {
  const words = useConnectT().tiktok;
  return (
    <div className="hairline flex min-h-12 items-center gap-2 ps-4 pe-4 text-body focus-within:bg-pressed">
      <span className="min-w-0 flex-1">{label}</span>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={words.percent(name)}
        aria-invalid={wrong || undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={cx(
          "min-h-12 w-20 bg-transparent text-end tabular-nums focus-visible:-outline-offset-3",
          wrong && "text-bad",
        )}
      />
      <span aria-hidden="true" className="text-label-2">
        %
      </span>
    </div>
  );
}

/** A part of the form whose shares make a whole, with the sum as it grows. */
export function Part({
  title,
  texts,
  children,
}: {
  title: string;
  texts: readonly string[];
  children: ReactNode;
}) {
  return (
    <fieldset className="mb-6">
      <legend className="mb-2 px-4 text-foot font-medium text-label-2">{title}</legend>
      <div className="overflow-hidden rounded-card bg-card shadow-soft">{children}</div>
      <SumLine sum={sumOf(texts)} />
    </fieldset>
  );
}

function SumLine({ sum }: { sum: Sum }) {
  const words = useConnectT().tiktok;
  const language = useLanguage();
  return (
    <p role="status" className="mt-2 min-h-4.5 px-4 text-end text-foot text-label-2 tabular-nums">
      {sum.state !== "empty" && (
        <>
          {words.sum(formatCount(sum.value, language))},{" "}
          <span className={sum.state === "fine" ? "text-good" : "text-bad"}>
            {sum.state === "fine" ? words.sumOk : words.sumOff}
          </span>
        </>
      )}
    </p>
  );
}
