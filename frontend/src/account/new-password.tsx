import { useState } from "react";
import { useText, words } from "../app/language";
import { PasswordField } from "../ui/fields";
import { Check, Minus } from "../ui/icons";

const SHORTEST = 8;
const LONGEST = 128;

const text = words({
  id: { length: `Paling sedikit ${SHORTEST} karakter`, own: "Paling kuat: beberapa kata, misalnya kopi-susu-gula-aren" },
  en: { length: `At least ${SHORTEST} characters`, own: "Strongest: a few words, such as milk-and-palm-sugar" },
});

/** A field for a new password that tells what it needs. */
export function NewPasswordField({ label, name, error }: { label: string; name: string; error?: string | undefined }) {
  const t = useText(text);
  const [length, setLength] = useState(0);
  const long = length >= SHORTEST;
  const Mark = long ? Check : Minus;
  return (
    <PasswordField
      label={label}
      name={name}
      required
      maxLength={LONGEST}
      autoComplete="new-password"
      error={error}
      onChange={(event) => setLength([...event.target.value].length)}
      hint={
        <span className="needs">
          <span className={long ? "met" : undefined}><Mark size={14} aria-hidden />{t.length}</span>
          <span><Minus size={14} aria-hidden />{t.own}</span>
        </span>
      }
    />
  );
}
