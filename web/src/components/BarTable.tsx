export type Bar = { key: string; name: string; share: number; text: string; amount: string | null };
type Props = {
  caption: string;
  /** Headings of the columns; `amount` null leaves that column out. */
  columns: { name: string; share: string; amount: string | null };
  bars: readonly Bar[];
  /** The share that fills the whole width. */
  scale: number;
};

/**
 * A bar chart that is a table: the bar stands between a row's name and its number, so that everybody reads the same thing.
 * Lengths are SVG attributes, as no inline style is allowed. Counts are for screen readers only: the eye has the bars.
 */
export function BarTable({ caption, columns, bars, scale }: Props) {
  return (
    <table className="w-full table-fixed border-separate border-spacing-0">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <HiddenHeader text={columns.name} className="w-[38%]" />
          <HiddenHeader text={columns.share} className="w-auto" />
          {columns.amount && <HiddenHeader text={columns.amount} className="w-0" />}
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, name, share, text, amount }) => (
          <tr key={key}>
            <th scope="row" className="py-1 pe-3 text-start text-sub font-normal wrap-anywhere">
              {name}
            </th>
            <td className="py-1">
              <span className="flex items-center gap-2">
                <Stripe length={scale > 0 ? share / scale : 0} />
                <span className="w-12 shrink-0 text-end text-sub tabular-nums">{text}</span>
              </span>
            </td>
            {columns.amount && (
              <td className="p-0">
                <span className="sr-only">{amount}</span>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function HiddenHeader({ text, className }: { text: string; className: string }) {
  return (
    <th scope="col" className={`p-0 font-normal ${className}`}>
      <span className="sr-only">{text}</span>
    </th>
  );
}

/** Never so short that somebody looks like nobody. */
const SHORTEST = 0.02;

function Stripe({ length }: { length: number }) {
  return (
    <svg aria-hidden="true" className="h-2.5 min-w-0 flex-1">
      <rect height="100%" rx="5" width={`${Math.max(length, SHORTEST) * 100}%`} className="fill-accent" />
    </svg>
  );
}
