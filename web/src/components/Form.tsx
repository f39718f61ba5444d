import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import { cx } from "@/lib/cx";

const box =
  "w-full rounded-card bg-card px-4 text-body shadow-soft placeholder:text-label-2 aria-invalid:outline-2 aria-invalid:outline-bad";

type TextProps = InputHTMLAttributes<HTMLInputElement> & {
  label: string;
  hint?: string | undefined;
  ref?: Ref<HTMLInputElement>;
};

/** One line of text that stands alone, named above. */
export function TextField({ label, hint, ...input }: TextProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint}>
      <input id={id} type="text" autoComplete="off" {...input} className={cx(box, "min-h-12")} />
    </Labelled>
  );
}

type AreaProps = TextareaHTMLAttributes<HTMLTextAreaElement> & { label: string; hint?: string | undefined };

/** Several lines; the box grows with them where the browser can do that. */
export function TextArea({ label, hint, ...area }: AreaProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint}>
      <textarea
        id={id}
        rows={4}
        {...area}
        className={cx(box, "field-sizing-content max-h-80 resize-none min-h-28 py-3")}
      />
    </Labelled>
  );
}

type LabelledProps = { id: string; label: string; hint: string | undefined; children: ReactNode };

function Labelled({ id, label, hint, children }: LabelledProps) {
  return (
    <div className="mb-5">
      <label htmlFor={id} className="mb-2 block px-4 text-foot font-medium text-label-2">
        {label}
      </label>
      {children}
      {hint && <p className="mt-2 px-4 text-foot text-label-2">{hint}</p>}
    </div>
  );
}

/** What went wrong with a form, next to its button. */
export function FormError({ text }: { text: string | null }) {
  return (
    <div role="alert" className="px-4 text-foot text-bad empty:hidden not-empty:mb-3">
      {text}
    </div>
  );
}
