import type { ReactNode } from "react";

type Props = { title: string; note?: string | undefined; children: ReactNode };

/** One question about a creator, answered: a titled card, with its small print below. */
export function Card({ title, note, children }: Props) {
  return (
    <section aria-label={title} className="rounded-card bg-card p-4 shadow-soft">
      <h3 className="mb-3 text-body font-semibold">{title}</h3>
      {children}
      {note && <p className="mt-3 text-foot text-label-2">{note}</p>}
    </section>
  );
}
