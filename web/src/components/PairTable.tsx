import { cx } from "@/lib/cx";

export type Pair = {
  key: string;
  name: string;
  first: number;
  second: number;
  firstText: string;
  secondText: string;
  /** The difference in words: "+12 puan". */
  difference: string;
  /** Large enough to be drawn. */
  marked: boolean;
};
type Props = {
  caption: string;
  columns: { name: string; first: string; second: string; difference: string };
  pairs: readonly Pair[];
  /** The share that fills the whole width. */
  scale: number;
};

/**
 * Two distributions beside each other: two bars a row on one base line, each with its number, the difference marked between
 * their ends. The eye reads the drawing, everybody else the table behind it.
 */
export function PairTable({ caption, columns, pairs, scale }: Props) {
  return (
    <figure>
      <div aria-hidden="true">
        <div className="mb-1 flex items-end gap-2 text-foot">
          <span className="flex-1" />
          <span className="max-w-[60%] text-end leading-tight">
            <span className="block truncate font-medium text-accent">{columns.first}</span>
            <span className="block truncate text-label-2">{columns.second}</span>
          </span>
          <span className="w-9" />
        </div>
        {pairs.map((pair) => (
          <div key={pair.key} className="flex items-center gap-2 py-1.5">
            <span className="w-[30%] text-sub wrap-anywhere">{pair.name}</span>
            <PairBars pair={pair} scale={scale} />
            <span className="w-11 text-end text-foot leading-tight tabular-nums">
              <span className="block font-medium text-accent">{pair.firstText}</span>
              <span className="block text-label-2">{pair.secondText}</span>
            </span>
            <span
              className={cx(
                "w-9 text-end text-foot tabular-nums",
                pair.marked ? "font-medium" : "text-label-2",
              )}
            >
              {pair.difference}
            </span>
          </div>
        ))}
      </div>
      <Behind caption={caption} columns={columns} pairs={pairs} />
    </figure>
  );
}

/** Never so short that somebody looks like nobody. */
const SHORTEST = 1;

function PairBars({ pair, scale }: { pair: Pair; scale: number }) {
  const length = (share: number) => (share > 0 && scale > 0 ? Math.max(SHORTEST, (share / scale) * 100) : 0);
  const [first, second] = [length(pair.first), length(pair.second)];
  const [low, high] = [Math.min(first, second), Math.max(first, second)];
  const lower = first < second;
  return (
    <svg aria-hidden="true" className="h-[28px] min-w-0 flex-1">
      <rect y="3" height="9" rx="3" width={`${first}%`} className="fill-accent" />
      <rect y="16" height="9" rx="3" width={`${second}%`} className="fill-pair" />
      {pair.marked && (
        <line
          x1={`${low}%`}
          x2={`${high}%`}
          y1={lower ? 7.5 : 20.5}
          y2={lower ? 7.5 : 20.5}
          strokeWidth="1.5"
          strokeDasharray="3 2"
          className="stroke-label-2"
        />
      )}
    </svg>
  );
}

function Behind({ caption, columns, pairs }: Omit<Props, "scale">) {
  return (
    <div className="sr-only">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {[columns.name, columns.first, columns.second, columns.difference].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <tr key={pair.key}>
              <th scope="row">{pair.name}</th>
              <td>{pair.firstText}</td>
              <td>{pair.secondText}</td>
              <td>{pair.difference}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
