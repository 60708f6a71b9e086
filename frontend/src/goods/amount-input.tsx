/** An input for a whole amount, which never guesses what was meant. */
import { type InputHTMLAttributes, useRef, useState } from "react";
import { formatNumber, useText, words } from "../app/language";
import { Field } from "../ui/fields";
import { MOST_DIGITS, readAmount } from "./amount";

export const amountText = words({
  id: { unread: "Isi bilangan bulat, misalnya 12500 atau 12.500; tanpa huruf, tanda minus, atau desimal." },
  en: { unread: "Enter a whole number, such as 12500 or 12,500, without letters, a minus or decimals." },
});

interface AmountInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange"> {
  value: number | null;
  /** What was typed, or null for the value. */
  text: string | null;
  onText: (text: string) => void;
  money: boolean;
}

const shown = (value: number | null) => (value === null ? "" : formatNumber(value));

/** Digits are grouped while one types them; whatever else was typed or pasted stays as it is. */
export function AmountInput({ value, text, onText, money, className, ...rest }: AmountInputProps) {
  const grouped = useRef<string | null>(null);
  const before = text ?? shown(value);
  const ours = text === null || text === grouped.current;
  const change = (now: string, { inputType = "", data }: InputEvent) => {
    const digits = now.replace(/\D/g, "");
    const byDigits = /^delete|Composition/.test(inputType) || /^\d+$/.test(data ?? "");
    if (digits && digits.length <= MOST_DIGITS && (digits === now || (ours && byDigits && /^[\d.,]+$/.test(now)))) {
      grouped.current = formatNumber(Number(digits));
      onText(grouped.current);
    } else if (ours && (data === "." || data === ",") && now === before + data) onText(digits + data); // Our groups go before the typed sign.
    else onText(now);
  };
  const input = <input className={`input numeric ${className ?? ""}`} inputMode="numeric" autoComplete="off" {...rest} value={before} onChange={(event) => change(event.target.value, event.nativeEvent as InputEvent)} />;
  return money ? <div className="input-with-prefix"><span aria-hidden>Rp</span>{input}</div> : input;
}

interface AmountFieldProps {
  label: string;
  name: string;
  optional?: boolean;
  error?: string | undefined;
  value: number | null;
  /** Called with undefined for what can't be read. */
  onChange: (value: number | null | undefined) => void;
  money?: boolean;
}

export function AmountField({ label, name, optional = false, error, value, onChange, money = false }: AmountFieldProps) {
  const t = useText(amountText);
  const [text, setText] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const read = text === null ? value : readAmount(text, money);
  return (
    <Field label={label} optional={optional} error={read === undefined && left ? t.unread : error}>
      <AmountInput
        name={name}
        value={value}
        // A value from elsewhere replaces what was typed.
        text={read === undefined || read === value ? text : null}
        money={money}
        onText={(next) => { setText(next); setLeft(false); onChange(readAmount(next, money)); }}
        onBlur={() => { setLeft(true); if (read !== undefined) setText(null); }}
      />
    </Field>
  );
}
