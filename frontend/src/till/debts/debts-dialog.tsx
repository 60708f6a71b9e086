/** What customers owe, and what they pay of it: with and without a network. */
import { useRef, useState } from "react";
import { formatMoney, useText, words } from "../../app/language";
import { sentence } from "../../app/problem";
import { AmountField } from "../../ui/amount-input";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Alert } from "../../ui/feedback";
import { TextField } from "../../ui/fields";
import { Money } from "../../ui/money";
import { Segments } from "../../ui/tabs";
import { useCopy, useTill } from "../context";
import type { Customer } from "../copy";
import { roundToStep } from "../money.ts";
import { methodNames } from "../payment/methods";
import { openDrawer } from "../printing.ts";
import { fold } from "../search";
import { type Pending, usePendingDebts } from "./pending";
import "../dialogs.css";

const text = words({
  id: {
    title: "Bayar kasbon", search: "Nama atau nomor telepon", nobody: "Tidak ada kasbon.", noMatch: "Tidak ada pelanggan berkasbon yang cocok.", owes: "Kasbon", unsent: "Dengan yang belum terkirim dari kasir ini.", offline: "Tanpa sambungan: angka terakhir yang diketahui kasir ini.",
    method: "Cara bayar", amount: "Dibayar sekarang", whole: "Kosong: semuanya.", received: "Uang diterima", left: "Sisa kasbon", change: "Kembali", tooMuch: (owed: string) => `Paling banyak ${owed}.`, short: (amount: string) => `Kurang ${amount}.`, reference: "Nama atau nomor rujukan", rounded: "Pembulatan", seen: "Pastikan pembayaran sudah masuk dulu.",
    pay: (amount: string) => `Terima ${amount}`, done: "Pembayaran tercatat", close: "Selesai", back: "Kembali",
  },
  en: {
    title: "Pay a debt", search: "Name or phone number", nobody: "Nobody owes anything.", noMatch: "No customer who owes something matches.", owes: "Owes", unsent: "With what this till has not sent yet.", offline: "Offline: the last figures that this till knows.",
    method: "Method", amount: "Paid now", whole: "Empty: all of it.", received: "Cash received", left: "Still owed", change: "Change", tooMuch: (owed: string) => `At most ${owed}.`, short: (amount: string) => `${amount} short.`, reference: "Name or reference", rounded: "Rounding", seen: "Make sure that the payment has arrived first.",
    pay: (amount: string) => `Take ${amount}`, done: "The payment is recorded", close: "Done", back: "Back",
  },
});

const METHODS = ["cash", "transfer", "qris", "card"] as const;
type Method = (typeof METHODS)[number];
const MOST = 30;
/** An item names so many others at most. */
const MOST_NAMED = 20;

interface Paid {
  name: string;
  left: number;
  change: number;
}

export default function DebtsDialog({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const { copy, queue } = useTill();
  const { online, customers } = useCopy(copy);
  const pending = usePendingDebts(queue);
  const [chosen, setChosen] = useState<number>();
  const [paid, setPaid] = useState<Paid>();
  const [typed, setTyped] = useState("");
  const owedBy = ({ id, balance }: Customer) => balance + (pending.debts.get(id) ?? 0);
  if (paid) return (
    <Dialog key="paid" title={t.done} kind="sheet" onClose={onClose} actions={<Button look="primary" wide data-autofocus onClick={onClose}>{t.close}</Button>}>
      <p>{paid.name}</p>
      {paid.change > 0 && <p className="till-change"><span>{t.change}</span><Money value={paid.change} /></p>}
      <p className="till-due" role="status"><span>{t.left}</span><Money value={paid.left} /></p>
    </Dialog>
  );
  const customer = chosen === undefined ? undefined : customers.get(chosen);
  if (customer) return <Repayment key="pay" customer={customer} owed={owedBy(customer)} pending={pending} onBack={() => setChosen(undefined)} onPaid={setPaid} />;
  const wanted = fold(typed.trim());
  const digits = typed.replace(/\D/g, "").replace(/^0/, "");
  const debtors = [...customers.values()].filter((each) => owedBy(each) > 0);
  const found = debtors
    .filter(({ name, phone }) => fold(name).includes(wanted) || (digits.length > 2 && phone?.includes(digits)))
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, MOST);
  return (
    <Dialog key="choose" title={t.title} kind="sheet" onClose={onClose}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); setChosen(found[0]?.id); }}>
        <TextField label={t.search} type="search" autoComplete="off" data-autofocus value={typed} onChange={(event) => setTyped(event.target.value)} />
        {!online && <p className="soft small">{t.offline}</p>}
        {found.length ? (
          <ul className="list till-choices">
            {found.map((each) => (
              <li key={each.id}>
                <button type="button" className="list-row" onClick={() => setChosen(each.id)}>
                  <span className="grow"><span>{each.name}</span>{each.phone && <small>{each.phone}</small>}</span>
                  <Money value={owedBy(each)} />
                </button>
              </li>
            ))}
          </ul>
        ) : <p className="soft">{debtors.length ? t.noMatch : t.nobody}</p>}
      </form>
    </Dialog>
  );
}

interface RepaymentProps {
  customer: Customer;
  owed: number;
  pending: Pending;
  onBack: () => void;
  onPaid: (paid: Paid) => void;
}

function Repayment({ customer: { id, name }, owed, pending, onBack, onPaid }: RepaymentProps) {
  const t = useText(text);
  const names = useText(methodNames);
  const { copy, queue } = useTill();
  const { online } = useCopy(copy);
  const [method, setMethod] = useState<Method>("cash");
  const [typed, setTyped] = useState<number | null | undefined>(null);
  const [received, setReceived] = useState<number | null | undefined>(null);
  const [reference, setReference] = useState("");
  const [failed, setFailed] = useState<unknown>();
  const busy = useRef(false);
  const cash = method === "cash";
  const amount = typed === null ? owed : (typed ?? 0);
  // As the shop does it: parts are not rounded, each would lose up to half a step.
  const due = cash && amount === owed ? roundToStep(amount, copy.outlet?.cash_step ?? 0) : amount;
  const tendered = cash ? received : null;
  const tooMuch = amount > owed;
  const short = typeof tendered === "number" && tendered < due;
  const invalid = !amount || tooMuch || short || typed === undefined || tendered === undefined;
  const pay = async (event: React.FormEvent) => {
    event.preventDefault();
    if (invalid || busy.current) return;
    busy.current = true;
    try {
      const after = (pending.sales.get(id) ?? []).slice(-MOST_NAMED);
      await queue.record({
        type: "debt_payment", customer_id: id, ...(after.length && { after }),
        body: { method, amount, ...(typeof tendered === "number" && tendered >= amount && { tendered }), ...(!cash && reference.trim() && { reference: reference.trim() }) },
      });
      // Without a printer the drawer is opened by hand.
      if (cash) void openDrawer().catch(() => undefined);
      onPaid({ name, left: owed - amount, change: typeof tendered === "number" ? tendered - due : 0 });
    } catch (error) {
      busy.current = false;
      setFailed(error);
    }
  };
  return (
    <Dialog title={name} kind="sheet" onClose={onBack} actions={<><Button onClick={onBack}>{t.back}</Button><Button type="submit" form="till-debt" look="primary" disabled={invalid}>{t.pay(formatMoney(due))}</Button></>}>
      <form id="till-debt" className="stack" onSubmit={(event) => void pay(event)}>
        <p className="till-due"><span>{t.owes}</span><Money value={owed} /></p>
        {pending.debts.has(id) && <p className="soft small">{t.unsent}</p>}
        {!online && <p className="soft small">{t.offline}</p>}
        <Segments label={t.method} value={method} onChange={setMethod} choices={METHODS.map((value) => ({ value, label: names[value] }))} />
        <AmountField label={t.amount} hint={t.whole} money autoFocus value={typed} onChange={setTyped} error={tooMuch && t.tooMuch(formatMoney(owed))} />
        {cash ? <AmountField label={t.received} optional money value={received} onChange={setReceived} error={short && t.short(formatMoney(due - (received ?? 0)))} /> : (
          <>
            <p className="soft">{t.seen}</p>
            <TextField label={t.reference} optional maxLength={100} autoComplete="off" value={reference} onChange={(event) => setReference(event.target.value)} />
          </>
        )}
        <div>
          {due !== amount && <div className="till-sum soft"><span>{t.rounded}</span><Money value={due - amount} /></div>}
          {typeof tendered === "number" && tendered > due && <div className="till-sum"><span>{t.change}</span><Money value={tendered - due} /></div>}
          <div className="till-sum"><span>{t.left}</span><Money value={Math.max(0, owed - amount)} /></div>
        </div>
        {failed !== undefined && <Alert tone="danger"><p>{sentence(failed)}</p></Alert>}
      </form>
    </Dialog>
  );
}
