import { CircleAlert } from "lucide-react";

/** The place under a field where its problem is said; it keeps its height so that the button does not jump. */
export function FieldError({ id, text }: { id: string; text: string | null }) {
  return (
    <div id={id} role="alert" className="flex min-h-11 items-start gap-2 px-4 pt-2.5 pb-4 text-foot text-bad">
      {text && (
        <>
          <CircleAlert aria-hidden="true" size={16} strokeWidth={2} className="mt-px shrink-0" />
          <span>{text}</span>
        </>
      )}
    </div>
  );
}
