import { type KeyboardEvent, useId, useState } from "react";
import { useText, words } from "../app/language";
import type { Choice } from "./fields";
import "./combobox.css";

const text = words({
  id: { nothing: "Tidak ada yang cocok" },
  en: { nothing: "Nothing matches" },
});

interface ComboboxProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  choices: readonly Choice[];
  value: string | null;
  onChange: (value: string | null) => void;
  /** Called with what was typed, if the choices are searched on the server. */
  onSearch?: (typed: string) => void;
  placeholder?: string;
}

const MOST_SHOWN = 50;

/** A field with a searchable list (WAI-ARIA combobox). What is typed and not chosen is dropped. */
export function Combobox({ label, hint, error, choices, value, onChange, onSearch, placeholder }: ComboboxProps) {
  const t = useText(text);
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const chosen = choices.find((choice) => choice.value === value);
  const wanted = (typed ?? "").trim().toLowerCase();
  const matching = (onSearch ? choices : choices.filter((choice) => choice.label.toLowerCase().includes(wanted))).slice(0, MOST_SHOWN);
  const open = typed !== null;

  const choose = (choice: Choice | undefined) => {
    if (choice) onChange(choice.value);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return setTyped("");
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + matching.length) % Math.max(1, matching.length));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      choose(matching[active]);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setTyped(null);
    }
  };
  return (
    <div className="field combobox">
      <label htmlFor={id}>{label}</label>
      {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      <input
        id={id}
        className="input"
        role="combobox"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && matching[active] ? `${id}-${active}` : undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-invalid={error ? true : undefined}
        placeholder={placeholder}
        value={typed ?? chosen?.label ?? ""}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          if (!event.target.value) onChange(null);
          onSearch?.(event.target.value);
        }}
        onClick={() => setTyped(typed ?? "")}
        onBlur={() => setTyped(null)}
        onKeyDown={onKeyDown}
      />
      {open && (
        <ul className="options" role="listbox" id={`${id}-list`} aria-label={label}>
          {matching.map((choice, place) => (
            <li
              key={choice.value}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === active}
              onPointerDown={(event) => { event.preventDefault(); choose(choice); }}
            >
              {choice.label}
            </li>
          ))}
          {!matching.length && <li className="soft" role="option" aria-selected={false} aria-disabled>{t.nothing}</li>}
        </ul>
      )}
      {error && <p className="field-error" role="alert">{error}</p>}
    </div>
  );
}
