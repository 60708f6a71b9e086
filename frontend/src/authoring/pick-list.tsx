import { IconButton } from "../ui/button";
import { Combobox } from "../ui/combobox";
import type { Choice } from "../ui/fields";
import { X } from "../ui/icons";

interface PickListProps {
  label: string;
  hint: string;
  placeholder: string;
  error?: string | undefined;
  value: readonly number[];
  /** Those that can be added. */
  choices: readonly Choice[];
  name: (id: number) => string;
  removeLabel: (name: string) => string;
  onChange: (ids: number[]) => void;
}

/** Several out of many: those chosen as a list, and a field that adds another one. */
export function PickList({ value, choices, name, removeLabel, onChange, ...field }: PickListProps) {
  return (
    <div className="stack tight">
      <Combobox {...field} value={null} choices={choices.filter((choice) => !value.includes(Number(choice.value)))} onChange={(id) => id !== null && onChange([...value, Number(id)])} />
      {value.length > 0 && (
        <ul className="list">
          {value.map((id) => (
            <li key={id} className="list-row"><p className="grow">{name(id)}</p><IconButton icon={X} label={removeLabel(name(id))} onClick={() => onChange(value.filter((other) => other !== id))} /></li>
          ))}
        </ul>
      )}
    </div>
  );
}
