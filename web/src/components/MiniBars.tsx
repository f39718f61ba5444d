type Props = {
  label: string;
  bars: readonly { key: string; name: string; share: number; text: string }[];
};

/** A few shares in little room: a word, a thin bar, its number. */
export function MiniBars({ label, bars }: Props) {
  return (
    <ul aria-label={label} className="grid grid-cols-2 gap-x-4 gap-y-1">
      {bars.map(({ key, name, share, text }) => (
        <li key={key} className="flex min-w-0 items-center gap-1.5 text-tab text-label-2 tabular-nums">
          <span className="w-11 shrink-0 truncate">{name}</span>
          <svg aria-hidden="true" className="block h-1 min-w-0 flex-1 overflow-hidden rounded-full bg-fill">
            <rect
              height="100%"
              rx="2"
              width={`${Math.round(share * 1000) / 10}%`}
              className="fill-accent transition-[width] duration-300"
            />
          </svg>
          <span className="w-7 shrink-0 text-end">{text}</span>
        </li>
      ))}
    </ul>
  );
}
