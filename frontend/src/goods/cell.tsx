/** One cell of the table of goods: shown, edited, and what became of its change. */
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { formatMoney, formatNumber, useText, words } from "../app/language";
import { readAmount } from "../ui/amount";
import { AmountInput, amountText } from "../ui/amount-input";
import { Button } from "../ui/button";
import { Check, CircleAlert } from "../ui/icons";
import { Money } from "../ui/money";
import { toast } from "../ui/toast";
import { type CellField, type CellValue, LOW_STOCK, type Product } from "./data";
import type { CellSave, Saving } from "./saving";

const text = words({
  id: {
    yes: "Ya", no: "Tidak", saved: "Tersimpan", saving: "Menyimpan…", course: "Kursus",
    conflict: "Nilai ini baru saja diubah di tempat lain.", yours: "Nilai Anda", theirs: "Nilai sekarang", keepMine: "Pakai nilai saya", keepTheirs: "Pakai nilai sekarang",
    again: "Coba lagi", dropIt: "Batalkan", problem: "Belum tersimpan",
  },
  en: {
    yes: "Yes", no: "No", saved: "Saved", saving: "Saving…", course: "Course",
    conflict: "This value has just been changed elsewhere.", yours: "Your value", theirs: "Current value", keepMine: "Use mine", keepTheirs: "Use the current one",
    again: "Try again", dropIt: "Discard", problem: "Not saved yet",
  },
});

type Leaving = "enter" | "tab" | "back" | "escape" | "blur";

interface CellProps {
  product: Product;
  field: CellField;
  title: string;
  place: string;
  active: boolean;
  editing: { start: string | null } | null;
  /** Always an input. */
  open: boolean;
  save: CellSave | undefined;
  saving: Saving;
  picture: ReactNode;
  empty: string;
  onActivate: (edit: boolean) => void;
  onLeave: (by: Leaving) => void;
  onCommit: (value: CellValue) => void;
}

export function Cell(props: CellProps) {
  const { product, field, title, place, active, editing, open, save, saving, picture, onActivate, onCommit } = props;
  const t = useText(text);
  const value = save ? save.value : product[field];
  const numeric = field === "price" || field === "stock";
  const fixed = field === "stock" && !product.stocked;
  const className = ["goods-cell", field, numeric ? "numeric" : "", save?.state ?? "", editing ? "editing" : ""].filter(Boolean).join(" ");
  const asks = save?.state === "conflict" || save?.state === "failed";
  const label = `${title}, ${product.name}`;
  const inner = editing && !fixed && !open ? (
    <Editor {...props} label={label} value={value} />
  ) : open && !fixed ? (
    <label className="goods-open"><span className="soft" aria-hidden>{title}</span><OpenInput label={label} value={value as number} money={field === "price"} onCommit={onCommit} /></label>
  ) : field === "active" ? (
    <label className="check switch"><input type="checkbox" role="switch" tabIndex={-1} aria-label={label} checked={Boolean(value)} onChange={(event) => onCommit(event.target.checked)} /></label>
  ) : (
    <>{picture}<Shown {...{ field, value, product, fixed }} empty={props.empty} /></>
  );
  return (
    <span
      role="gridcell"
      className={className}
      data-place={place}
      data-field={field}
      tabIndex={active && !editing && !open ? 0 : -1}
      onFocus={(event) => { if (event.target === event.currentTarget && !active) onActivate(false); }}
      onMouseDown={(event) => {
        if (editing || open || field === "active") return;
        // The first click chooses the cell, the second edits it.
        if (active && document.activeElement === event.currentTarget) { event.preventDefault(); onActivate(true); }
      }}
      onDoubleClick={() => { if (!editing && !open && field !== "active") onActivate(true); }}
    >
      {inner}
      {save?.state === "saving" && <span className="cell-state spinner" role="img" aria-label={t.saving} />}
      {save?.state === "saved" && <span className="cell-state" role="img" aria-label={t.saved}><Check size={16} aria-hidden /></span>}
      {asks && <span className="cell-state"><CircleAlert size={16} aria-hidden /></span>}
      {asks && <Question save={save} field={field} product={product} saving={saving} />}
    </span>
  );
}

function Shown({ field, value, product, fixed, empty }: { field: CellField; value: CellValue; product: Product; fixed: boolean; empty: string }) {
  const t = useText(text);
  if (fixed) return <span className="soft">{t.course}</span>;
  if (field === "price") return <Money value={value as number} />;
  if (field === "stock") return <span className={Number(value) <= LOW_STOCK && product.active ? "goods-low" : undefined}>{formatNumber(value as number)}</span>;
  if (value === null || value === "") return <span className="soft">{field === "sku" ? <><span className="phone-only">{empty}</span><span className="desk-only">–</span></> : "–"}</span>;
  const options = field === "name" && product.options.map((option) => option.value).join(" · ");
  return <><span className="goods-text">{value}</span>{options && <span className="goods-options">{options}</span>}</>;
}

/** Typed text that is no amount. */
const UNREAD = Symbol();

/** Return the value, or undefined if there is none. */
function readValue(field: CellField, typed: string): CellValue | undefined | typeof UNREAD {
  const trimmed = typed.trim();
  if (field === "name") return trimmed || undefined;
  if (field === "sku") return trimmed || null;
  const amount = readAmount(typed, field === "price");
  return amount === undefined ? UNREAD : amount ?? undefined;
}

function Editor({ field, product, label, value, editing, onLeave, onCommit }: CellProps & { label: string; value: CellValue }) {
  const t = useText(amountText);
  const numeric = field === "price" || field === "stock";
  const [typed, setTyped] = useState<string | null>(editing?.start ?? null);
  const [left, setLeft] = useState(false);
  const [refused, setRefused] = useState(false);
  const leave = (by: Leaving) => {
    if (left) return;
    const next = typed === null ? value : readValue(field, typed);
    if (next === UNREAD && by !== "escape") {
      if (by !== "blur") return setRefused(true);
      toast.failed(`${product.name}: ${t.unread}`);
    }
    setLeft(true);
    if (by !== "escape" && next !== undefined && next !== UNREAD) onCommit(next);
    onLeave(by);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const by = event.key === "Enter" ? "enter" : event.key === "Escape" ? "escape" : event.key === "Tab" ? (event.shiftKey ? "back" : "tab") : undefined;
    if (!by || event.nativeEvent.isComposing) return;
    event.preventDefault();
    leave(by);
  };
  const type = (next: string) => {
    setTyped(next);
    setRefused(false);
  };
  // What was typed to begin stays; otherwise all is selected.
  const onFocus = (event: FocusEvent<HTMLInputElement>) => { if (editing?.start === null) event.target.select(); };
  const shared = { "aria-label": label, autoFocus: true, onFocus, onKeyDown, onBlur: () => leave("blur") };
  if (numeric) return <><AmountInput {...shared} {...invalid(refused)} className="cell-input" value={value as number} text={typed} onText={type} />{refused && <Refused />}</>;
  return <input className="input cell-input" autoComplete="off" maxLength={field === "name" ? 200 : 64} {...shared} value={typed ?? String(value ?? "")} onChange={(event) => type(event.target.value)} />;
}

const REFUSED = "cell-refused";
const invalid = (refused: boolean) => (refused ? { "aria-invalid": true, "aria-describedby": REFUSED } : {});

function Refused() {
  const t = useText(amountText);
  return <span className="cell-question cell-refused" id={REFUSED} role="alert">{t.unread}</span>;
}

/** Smaller digits fit more of them. */
const LONG = 1e9;

/** An input that saves when it is left. */
function OpenInput({ label, value, money, onCommit }: { label: string; value: number; money: boolean; onCommit: (value: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const done = () => {
    const read = typed === null ? value : readAmount(typed, money);
    setRefused(read === undefined);
    if (read === undefined) return;
    if (read !== null && read !== value) onCommit(read);
    setTyped(null);
  };
  const type = (next: string | null) => {
    setTyped(next);
    setRefused(false);
  };
  return (
    <>
      <AmountInput
        aria-label={label}
        {...invalid(refused)}
        value={value}
        text={typed}
        money={money}
        className={value >= LONG ? "long" : undefined}
        enterKeyHint="done"
        onText={type}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape") type(null);
        }}
      />
      {refused && <Refused />}
    </>
  );
}

function Question({ save, field, product, saving }: { save: CellSave; field: CellField; product: Product; saving: Saving }) {
  const t = useText(text);
  const shown = (value: CellValue) => (field === "price" ? formatMoney(value as number) : field === "stock" ? formatNumber(value as number) : typeof value === "boolean" ? (value ? t.yes : t.no) : value ?? "–");
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => { element.current?.scrollIntoView({ block: "nearest" }); }, []);
  const settle = (act: () => void) => {
    // The buttons go away; the keyboard stays in the table.
    element.current?.closest<HTMLElement>("[role=gridcell]")?.focus();
    act();
  };
  const drop = () => settle(() => saving.drop(product, field));
  const overwrite = () => settle(() => saving.overwrite(product, field, save.value));
  const stop = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") drop();
  };
  return (
    <div ref={element} className="cell-question" role="alertdialog" aria-label={save.state === "conflict" ? t.conflict : t.problem} onKeyDown={stop} onMouseDown={(event) => event.stopPropagation()}>
      {save.state === "conflict" ? (
        <>
          <p>{t.conflict}</p>
          <dl><dt>{t.yours}</dt><dd>{shown(save.value)}</dd><dt>{t.theirs}</dt><dd>{shown(save.theirs)}</dd></dl>
          <div className="row">
            <Button look="primary" onClick={overwrite}>{t.keepMine}</Button>
            <Button onClick={drop}>{t.keepTheirs}</Button>
          </div>
        </>
      ) : save.state === "failed" && (
        <>
          <p>{save.message}</p>
          <div className="row">
            <Button look="primary" onClick={overwrite}>{t.again}</Button>
            <Button onClick={drop}>{t.dropIt}</Button>
          </div>
        </>
      )}
    </div>
  );
}
