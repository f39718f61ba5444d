type Props = {
  label: string;
  bars: readonly { key: string; name: string; share: number; text: string }[];
};

/** A few shares beside each other in one line: a word, its number, a thin bar. */
export function MiniBars({ label, bars }: Props) {
  return (
    <ul aria-label={label} className="grid grid-cols-4 gap-2">
      {bars.map(({ key, name, share, text }) => (
        <li key={key} className="min-w-0">
          <span className="flex flex-wrap justify-between gap-x-1 text-tab text-label-2 tabular-nums">
            <span className="truncate">{name}</span>
            <span>{text}</span>
          </span>
          <svg aria-hidden="true" className="mt-0.5 block h-1 w-full overflow-hidden rounded-full bg-fill">
            <rect
              height="100%"
              rx="2"
              width={`${Math.round(share * 1000) / 10}%`}
              className="fill-accent transition-[width] duration-300"
            />
          </svg>
        </li>
      ))}
    </ul>
  );
}
