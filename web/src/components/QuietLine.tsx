import { linePath } from "./line";

export type Point = { day: string; value: number };
type Props = {
  caption: string;
  columns: { day: string; value: string };
  points: readonly (Point & { dayText: string; valueText: string })[];
};

/** A number over time as one line with its ends labelled; the whole series as a table for screen readers. */
export function QuietLine({ caption, columns, points }: Props) {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  return (
    <figure>
      <svg
        aria-hidden="true"
        viewBox="0 0 100 32"
        preserveAspectRatio="none"
        className="h-16 w-full overflow-visible text-accent"
      >
        <path
          d={linePath(points, 100, 32)}
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div
        aria-hidden="true"
        className="mt-1.5 flex justify-between gap-3 text-foot text-label-2 tabular-nums"
      >
        <span>
          {first.dayText}: {first.valueText}
        </span>
        <span className="text-end">
          {last.dayText}: <span className="font-medium text-label">{last.valueText}</span>
        </span>
      </div>
      <div className="sr-only">
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.day}</th>
              <th scope="col">{columns.value}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ day, dayText, valueText }) => (
              <tr key={day}>
                <th scope="row">{dayText}</th>
                <td>{valueText}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
