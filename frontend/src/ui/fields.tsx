import {
  type InputHTMLAttributes, type ReactElement, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes, cloneElement, useId,
  useState,
} from "react";
import { useText, words } from "../app/language";
import { IconButton } from "./button";
import { Eye, EyeOff } from "./icons";
import "./fields.css";

const text = words({
  id: { optional: "opsional", show: "Tampilkan kata sandi", hide: "Sembunyikan kata sandi" },
  en: { optional: "optional", show: "Show password", hide: "Hide password" },
});

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  optional?: boolean;
  /** Keep the label for screen readers alone. */
  hideLabel?: boolean;
  className?: string;
}

/** A label, a hint and an error around one control; sets the control's `id` and its ARIA attributes. */
export function Field({ label, hint, error, optional, hideLabel, className, children }: FieldProps & { children: ReactElement }) {
  const t = useText(text);
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={`field ${className ?? ""}`}>
      <label htmlFor={id} className={hideLabel ? "visually-hidden" : undefined}>
        {label} {optional && <span className="soft small">({t.optional})</span>}
      </label>
      {hint && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      {cloneElement(children as ReactElement<Record<string, unknown>>, {
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {error && <p className="field-error" id={`${id}-error`} role="alert">{error}</p>}
    </div>
  );
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, "size">;

export function TextField({ label, hint, error, optional, hideLabel, className, ...rest }: FieldProps & InputProps) {
  return (
    <Field {...{ label, hint, error, optional, hideLabel, className }}>
      <input className="input" type="text" {...rest} />
    </Field>
  );
}

export function TextArea({ label, hint, error, optional, hideLabel, className, ...rest }: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Field {...{ label, hint, error, optional, hideLabel, className }}>
      <textarea className="input" rows={4} {...rest} />
    </Field>
  );
}

export function PasswordField({ label, hint, error, className, ...rest }: FieldProps & InputProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field {...{ label, hint, error, className }}>
      <PasswordInput {...rest} shown={shown} onToggle={() => setShown(!shown)} />
    </Field>
  );
}

function PasswordInput({ shown, onToggle, ...rest }: InputProps & { shown: boolean; onToggle: () => void }) {
  const t = useText(text);
  return (
    <div className="input-with-action">
      <input className="input" {...rest} type={shown ? "text" : "password"} autoCapitalize="none" spellCheck={false} />
      <IconButton icon={shown ? EyeOff : Eye} label={shown ? t.hide : t.show} onClick={onToggle} />
    </div>
  );
}

export interface Choice {
  value: string;
  label: string;
}

export function Select({ label, hint, error, optional, hideLabel, className, choices, ...rest }: FieldProps & SelectHTMLAttributes<HTMLSelectElement> & { choices: readonly Choice[] }) {
  return (
    <Field {...{ label, hint, error, optional, hideLabel, className }}>
      <select className="input" {...rest}>
        {choices.map(({ value, label: name }) => <option key={value} value={value}>{name}</option>)}
      </select>
    </Field>
  );
}

export function Checkbox({ label, hint, ...rest }: { label: ReactNode; hint?: ReactNode } & InputProps) {
  return (
    <label className="check">
      <input type="checkbox" {...rest} />
      <span>{label}{hint && <span className="hint">{hint}</span>}</span>
    </label>
  );
}

export function Radio({ label, hint, ...rest }: { label: ReactNode; hint?: ReactNode } & InputProps) {
  return (
    <label className="check">
      <input type="radio" {...rest} />
      <span>{label}{hint && <span className="hint"> {hint}</span>}</span>
    </label>
  );
}

export function Switch({ label, hint, checked, onChange, disabled }: { label: ReactNode; hint?: ReactNode; checked: boolean; onChange: (checked: boolean) => void; disabled?: boolean }) {
  return (
    <label className="check switch">
      <input type="checkbox" role="switch" checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}{hint && <span className="hint"> {hint}</span>}</span>
    </label>
  );
}
