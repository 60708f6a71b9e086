import { useState } from "react";
import { useText, words } from "../app/language";
import { type Measure, stepOf } from "../app/measure";
import { readAmount } from "../ui/amount";
import { AmountInput, amountText } from "../ui/amount-input";
import { IconButton } from "../ui/button";
import { Minus, Plus, Trash2 } from "../ui/icons";
import { toast } from "../ui/toast";
import { mostOf } from "./basket";

const text = words({
  id: { fewer: (name: string) => `Kurangi ${name}`, more: (name: string) => `Tambah ${name}`, remove: (name: string) => `Hapus ${name}`, qty: (name: string) => `Jumlah ${name}` },
  en: { fewer: (name: string) => `One ${name} less`, more: (name: string) => `One ${name} more`, remove: (name: string) => `Remove ${name}`, qty: (name: string) => `Quantity of ${name}` },
});

interface StepperProps {
  /** The name of the product, for screen readers. */
  name: string;
  value: number;
  measure?: Measure | undefined;
  most?: number;
  onChange: (value: number) => void;
  /** What − does when one is left. */
  onRemove?: () => void;
}

/** A quantity with − and +. */
export function Stepper({ name, value, measure = "piece", most = mostOf(measure), onChange, onRemove }: StepperProps) {
  const t = useText(text);
  const step = stepOf(measure);
  const set = (next: number) => onChange(Math.max(1, Math.min(most, next)));
  const removes = value <= step && onRemove;
  return (
    <div className="stepper">
      <IconButton
        icon={removes ? Trash2 : Minus}
        label={removes ? t.remove(name) : t.fewer(name)}
        disabled={value <= 1 && !onRemove}
        onClick={() => (removes ? onRemove() : set(value - step))}
      />
      <Quantity label={t.qty(name)} value={value} onChange={set} />
      <IconButton icon={Plus} label={t.more(name)} disabled={value >= most} onClick={() => set(value + step)} />
    </div>
  );
}

/** A quantity that is typed. It counts at once; what can't be read is told when the field is left. */
function Quantity({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  const t = useText(amountText);
  const [text, setText] = useState<string | null>(null);
  const unread = text !== null && readAmount(text, false) === undefined;
  const type = (next: string) => {
    const read = readAmount(next, false);
    setText(read ? null : next);
    if (read) onChange(read);
  };
  const leave = () => {
    if (unread) toast.failed(`${label}: ${t.unread}`);
    setText(null);
  };
  return <AmountInput aria-label={label} aria-invalid={unread || undefined} value={value} text={text} onText={type} onFocus={(event) => event.target.select()} onBlur={leave} />;
}
