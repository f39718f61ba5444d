import { RemovableChip } from "./Chip";
import { Picker } from "./Picker";

type Props = {
  label: string;
  /** What the menu says while nothing is picked. */
  choose: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  nameOf: (label: string) => string;
  onChange: (chosen: string[]) => void;
  most: number;
};

/** Several of many, picked one after another in the system's own menu; each can be taken away. */
export function ChipPicker({ label, choose, options, chosen, nameOf, onChange, most }: Props) {
  const left = options.filter(({ value }) => !chosen.includes(value));
  return (
    <div className="hairline">
      {chosen.length < most && (
        <Picker
          look="row"
          label={label}
          options={[{ value: "", label: choose }, ...left]}
          value=""
          onChange={(value) => value && onChange([...chosen, value])}
        />
      )}
      {chosen.length > 0 && (
        <div className="flex flex-wrap gap-2 px-4 pt-1 pb-3">
          {chosen.map((value) => {
            const shown = options.find((option) => option.value === value)?.label ?? value;
            return (
              <RemovableChip
                key={value}
                label={shown}
                name={nameOf(shown)}
                onRemove={() => onChange(chosen.filter((other) => other !== value))}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}
