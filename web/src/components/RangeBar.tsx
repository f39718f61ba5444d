type Props = { value: number; low: number; high: number };

/** Where a value lies beside the range that is usual: the range as a band, the value as a point. What it says stands in words beside it. */
export function RangeBar({ value, low, high }: Props) {
  const room = Math.max(high - low, Math.abs(high) * 0.1, 1e-9);
  const start = Math.min(value, low) - room * 0.3;
  const end = Math.max(value, high) + room * 0.3;
  const at = (number: number) => `${Math.round(((number - start) / (end - start)) * 1000) / 10}%`;
  const width = `${Math.round(((high - low) / (end - start)) * 1000) / 10}%`;
  return (
    <svg aria-hidden="true" className="block h-4 w-full overflow-visible">
      <rect y="6" height="4" rx="2" width="100%" className="fill-fill" />
      <rect y="6" height="4" rx="2" x={at(low)} width={width} className="fill-pair" />
      <circle cy="8" cx={at(value)} r="5" strokeWidth="2" className="fill-accent stroke-card" />
    </svg>
  );
}
