/** An input for a whole amount, which never guesses what was meant. */
import { type InputHTMLAttributes, type ReactNode, useRef, useState } from "react";
import { formatNumber, useText, words } from "../app/language";
import { MOST_DIGITS, readAmount } from "./amount";
import { Field } from "./fields";

export const amountText = words({
  id: { unread: "Isi bilangan bulat, misalnya 12500 atau 12.500; tanpa huruf, tanda minus, atau desimal." },
  en: { unread: "Enter a whole number, such as 12500 or 12,500, without letters, a minus or decimals." },
});

interface AmountInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange" | "prefix"> {
  value: number | null | undefined;
  /** What was typed, or null for the value. */
  text: string | null;
  onText: (text: string) => void;
  money?: boolean;
  /** Stands before the digits. */
  prefix?: string | undefined;
}

const shown = (value: number | null | undefined) => (value === null || value === undefined ? "" : formatNumber(value));

/** Focus the first amount that can't be read, if there is one. */
export function focusUnread(form: HTMLElement | null): boolean {
  const input = form?.querySelector<HTMLElement>("[data-unread]");
  // Left and entered, it tells what is wrong.
  input?.blur();
  input?.focus();
  return Boolean(input);
}

/** Digits are grouped while one types them; whatever else was typed or pasted stays as it is. */
export function AmountInput({ value, text, onText, money = false, prefix = money ? "Rp" : undefined, className, ...rest }: AmountInputProps) {
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
  return prefix ? <div className="input-with-prefix"><span aria-hidden>{prefix}</span>{input}</div> : input;
}

interface AmountFieldProps extends Pick<AmountInputProps, "name" | "money" | "prefix" | "autoFocus"> {
  label: ReactNode;
  hint?: ReactNode;
  optional?: boolean;
  error?: ReactNode;
  /** Undefined while what was typed can't be read. */
  value: number | null | undefined;
  /** Called with undefined for what can't be read. */
  onChange: (value: number | null | undefined) => void;
}

export function AmountField({ label, hint, optional = false, error, value, onChange, money = false, ...rest }: AmountFieldProps) {
  const t = useText(amountText);
  const [text, setText] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const read = text === null ? value : readAmount(text, money);
  return (
    <Field label={label} hint={hint} optional={optional} error={read === undefined && left ? t.unread : error}>
      <AmountInput
        {...rest}
        data-unread={read === undefined || undefined}
        value={value}
        // A value from elsewhere replaces what was typed.
        text={read === undefined || read === value ? text : null}
        money={money}
        onText={(next) => { setText(next); setLeft(false); onChange(readAmount(next, money)); }}
        onKeyDown={(event) => { if (event.key === "Enter") setLeft(true); }}
        onBlur={() => { setLeft(true); if (read !== undefined) setText(null); }}
      />
    </Field>
  );
}
