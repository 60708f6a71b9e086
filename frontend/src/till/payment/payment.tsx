/** How the customer pays: in cash with its change, otherwise, or in parts. */
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { formatMoney, formatNumber, useText, words } from "../../app/language";
import { sentence } from "../../app/problem";
import { readAmount } from "../../ui/amount";
import { Button, IconButton } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Alert } from "../../ui/feedback";
import { TextField } from "../../ui/fields";
import { X } from "../../ui/icons";
import { Money } from "../../ui/money";
import { Segments } from "../../ui/tabs";
import { basketOf, clearTicket, useTickets } from "../counter/ticket";
import { useTill } from "../context";
import { showPaying } from "../display/screen";
import { dueOf, giveBackFor } from "../refund/exchange.ts";
import { dayOf } from "../receipt/content.ts";
import type { Sale } from "../queue";
import { usePendingCredit } from "./credit";
import { methodNames } from "./methods";
import { bodyOf, type Entered, recordOf } from "./sale";
import "../dialogs.css";

const QrisPicture = lazy(() => import("./qris-picture"));

const text = words({
  id: {
    title: "Bayar", total: "Total", left: "Sisa", method: "Cara bayar", received: "Uang diterima", exact: "Uang pas", amount: "Jumlah", change: "Kembali", short: (amount: string) => `Kurang ${amount}`,
    confirm: "Selesai", part: "Tambah pembayaran", seen: "Pastikan pembayaran sudah masuk sebelum menekan Selesai.", reference: "Nama atau nomor rujukan", rounded: "Pembulatan", due: "Jatuh tempo",
    chooseCustomer: "Pilih pelanggan", credit: (name: string, left: string) => `${name}: sisa kasbon ${left}`, noCredit: "Kasbon hanya untuk pelanggan yang dikenal.", tooMuch: (left: string) => `Lebih dari sisa kasbon, ${left}.`,
    remove: (name: string) => `Hapus ${name}`, unread: "Isi bilangan bulat, misalnya 50000.", back: (receipt: string) => `Retur ${receipt}`, difference: "Selisih", giveBack: "Kembalikan ke pembeli",
  },
  en: {
    title: "Pay", total: "Total", left: "Left to pay", method: "Method", received: "Cash received", exact: "Exact", amount: "Amount", change: "Change", short: (amount: string) => `${amount} short`,
    confirm: "Done", part: "Add payment", seen: "Make sure that the payment has arrived before you press Done.", reference: "Name or reference", rounded: "Rounding", due: "Due on",
    chooseCustomer: "Choose the customer", credit: (name: string, left: string) => `${name}: credit left ${left}`, noCredit: "Credit is for known customers alone.", tooMuch: (left: string) => `More than the credit left, ${left}.`,
    remove: (name: string) => `Remove ${name}`, unread: "Enter a whole number, such as 50000.", back: (receipt: string) => `Return ${receipt}`, difference: "Difference", giveBack: "Give to the customer",
  },
});

const METHODS = ["cash", "qris", "transfer", "card", "credit"] as const;
type Method = (typeof METHODS)[number];
const NOTES = [10_000, 20_000, 50_000, 100_000];

/** What people hand over for an amount: the next notes above it. */
export function quickAmounts(due: number): number[] {
  return [...new Set(NOTES.map((note) => Math.ceil(due / note) * note))].filter((amount) => amount > due).sort((a, b) => a - b);
}

interface PaymentProps {
  onClose: () => void;
  onSold: (sale: Sale) => void;
  onCustomer: () => void;
}

export default function Payment({ onClose, onSold, onCustomer }: PaymentProps) {
  const t = useText(text);
  const names = useText(methodNames);
  const { copy, queue, seller } = useTill();
  const { current } = useTickets();
  const [basket] = useState(() => basketOf(current, copy)!);
  const [parts, setParts] = useState<readonly Entered[]>([]);
  const [method, setMethod] = useState<Method>("cash");
  const [typed, setTyped] = useState("");
  const [reference, setReference] = useState("");
  const [dueOn, setDueOn] = useState("");
  const [failed, setFailed] = useState<unknown>();
  const busy = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const left = basket.total - parts.reduce((sum, { amount = 0 }) => sum + amount, 0);
  const cash = method === "cash";
  const { exchange } = current;
  const inCash = parts.reduce((sum, part) => sum + (part.method === "cash" ? (part.amount ?? 0) : 0), 0);
  const due = dueOf(left, cash ? inCash : null, copy.outlet?.cash_step ?? 0, exchange);
  // What comes back is worth as much or more: nothing is entered.
  const covered = Boolean(exchange) && due.amount <= 0;
  const read = readAmount(typed, true);
  const given = read ?? Math.max(0, due.amount);
  const change = cash ? Math.max(0, given - due.amount) : 0;
  const whole = given >= due.amount;
  const customer = current.customer_id === null ? undefined : copy.customers.get(current.customer_id);
  const creditLeft = Math.max(0, (customer?.credit_left ?? 0) - usePendingCredit(queue, current.customer_id));
  const amount = whole ? left : given;
  const refusal = read === undefined ? t.unread
    : method !== "credit" ? (!cash && given > due.amount ? t.short(formatMoney(due.amount - given)) : undefined)
      : !customer ? t.noCredit : amount > creditLeft ? t.tooMuch(formatMoney(creditLeft)) : undefined;
  const invalid = refusal !== undefined || (given <= 0 && due.amount > 0);
  const fixed = method === "qris" && given > 0 && !refusal ? copy.till?.qris : undefined;
  useEffect(() => showPaying({ due: Math.max(0, due.amount), given: cash && read ? read : null, change: cash && read && whole ? change : null, qris: fixed ? { fixed, amount: given } : null }));
  useEffect(() => () => showPaying(null), []);
  useEffect(() => void form.current?.querySelector<HTMLInputElement>("[data-amount]")?.select(), [method, parts.length]);

  const confirm = async (event?: { preventDefault: () => void }) => {
    event?.preventDefault();
    if (busy.current || invalid) return;
    const entered: Entered = { method, amount, ...(cash && read !== null && { tendered: given + (whole ? (exchange?.cash ?? 0) : 0) }), reference: reference.trim() || undefined, due_on: method === "credit" && dueOn ? dueOn : undefined };
    const all = [...parts, entered];
    if (!whole) {
      setParts(all);
      setTyped("");
      setReference("");
      return;
    }
    busy.current = true;
    try {
      const moment = new Date();
      const record = recordOf(current, basket, all, copy, seller, moment);
      const sale = await queue.sell(current.id, bodyOf(current, basket, all), { ...record, change: cash ? change : record.change }, moment);
      if (exchange) await giveBackFor(sale, exchange, queue);
      clearTicket();
      onSold(sale);
    } catch (error) {
      // It is not stored: nothing was sold.
      busy.current = false;
      setFailed(error);
    }
  };
  return (
    <Dialog title={<>{t.title} <Money value={basket.total} /></>} kind="sheet" onClose={onClose} actions={<Button type="submit" form="till-payment" look="primary" className="till-pay-button" wide disabled={invalid} data-autofocus={covered || undefined}>{whole ? t.confirm : t.part} <kbd aria-hidden>Enter</kbd></Button>}>
      <form id="till-payment" ref={form} className="stack" onSubmit={(event) => void confirm(event)} onKeyDown={(event) => { if (event.key === "F9") void confirm(event); }}>
        {parts.length > 0 && (
          <ul className="till-parts">
            {parts.map((part, place) => (
              <li key={place} className="row between"><span>{names[part.method]}</span><span className="row"><Money value={part.amount} /><IconButton icon={X} label={t.remove(names[part.method])} onClick={() => setParts(parts.filter((_, other) => other !== place))} /></span></li>
            ))}
          </ul>
        )}
        {exchange && <p className="row between"><span>{t.back(exchange.receipt)}</span><Money value={-exchange.amount} /></p>}
        {!covered && <p className="till-due"><span>{parts.length ? t.left : exchange ? t.difference : t.total}</span><Money value={due.amount} /></p>}
        {due.adjustment !== 0 && <p className="row between soft small"><span>{t.rounded}</span><Money value={due.adjustment} /></p>}
        {!covered && <Segments label={t.method} value={method} onChange={(next) => { setMethod(next); setTyped(""); }} choices={METHODS.filter((value) => value !== "credit" || !exchange).map((value) => ({ value, label: names[value] }))} />}
        {!covered && <TextField label={cash ? t.received : t.amount} inputMode="numeric" autoComplete="off" data-amount data-autofocus className="till-received" placeholder={formatNumber(due.amount)} value={typed} onChange={(event) => setTyped(grouped(event.target.value))} error={typed !== "" && refusal} />}
        {cash && !covered && (
          <div className="till-quick">
            <Button onClick={() => setTyped(formatNumber(due.amount))}>{t.exact}</Button>
            {quickAmounts(due.amount).map((note) => <Button key={note} onClick={() => setTyped(formatNumber(note))}>{formatNumber(note)}</Button>)}
          </div>
        )}
        {method === "credit" ? (
          <>
            <div className="row between">
              <span className={customer ? "" : "soft"}>{customer ? t.credit(customer.name, formatMoney(creditLeft)) : t.noCredit}</span>
              <Button onClick={onCustomer}>{t.chooseCustomer}</Button>
            </div>
            {customer && amount > creditLeft && <Alert tone="warning"><p>{t.tooMuch(formatMoney(creditLeft))}</p></Alert>}
            <TextField label={t.due} type="date" optional min={dayOf(new Date().toISOString())} value={dueOn} onChange={(event) => setDueOn(event.target.value)} />
          </>
        ) : !cash && (
          <>
            {fixed && <Suspense><QrisPicture fixed={fixed} amount={given} /></Suspense>}
            <p className="soft">{t.seen}</p>
            <TextField label={t.reference} optional maxLength={100} autoComplete="off" value={reference} onChange={(event) => setReference(event.target.value)} />
          </>
        )}
        {cash && <p className="till-change" role="status"><span>{covered ? t.giveBack : whole ? t.change : t.short(formatMoney(due.amount - given))}</span>{whole && <Money value={change} />}</p>}
        {failed !== undefined && <Alert tone="danger"><p>{sentence(failed)}</p></Alert>}
      </form>
    </Dialog>
  );
}

/** Group digits while one types them. */
function grouped(typed: string): string {
  const digits = typed.replace(/[.,]/g, "");
  return /^\d{1,15}$/.test(digits) ? formatNumber(Number(digits)) : typed;
}
