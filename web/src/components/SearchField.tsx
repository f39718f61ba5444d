import { Search } from "lucide-react";

type Props = { label: string; value: string; onChange: (text: string) => void };

export function SearchField({ label, value, onChange }: Props) {
  return (
    <label className="relative block">
      <Search
        aria-hidden="true"
        size={20}
        strokeWidth={1.5}
        className="pointer-events-none absolute start-3 top-3 text-label-2"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        maxLength={100}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-11 w-full rounded-button bg-fill ps-10 pe-3 text-body placeholder:text-label-2"
      />
    </label>
  );
}
