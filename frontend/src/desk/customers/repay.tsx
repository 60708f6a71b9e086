import { newKey } from "finenice-client";
import { type FormEvent, useMemo, useState } from "react";
import { formatMoney, useText, words } from "../../app/language";
import { fieldErrors, formError } from "../../app/problem";
import { AmountField, focusUnread } from "../../ui/amount-input";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Alert } from "../../ui/feedback";
import { Select, TextField } from "../../ui/fields";
import { type Customer, customers } from "../calls";
import { deskText, useChange } from "../frame";

const text = words({
  id: { title: (name: string) => `Pembayaran dari ${name}`, hint: "Di luar kasir: uangnya tidak masuk ke laci. Yang di kasir diterima di sana.", method: "Cara bayar", amount: "Jumlah", most: (amount: string) => `Utangnya ${amount}. Yang tertua dilunasi dulu.`, tooMuch: "Lebih banyak dari utangnya.", reference: "Keterangan", take: (amount: string) => `Terima ${amount}`, takeAny: "Terima", done: (amount: string, rest: string) => `${amount} diterima. Sisa utang ${rest}.` },
  en: { title: (name: string) => `Payment by ${name}`, hint: "Outside of the tills: the money goes into no drawer. Take cash for a drawer at its till.", method: "Method", amount: "Amount", most: (amount: string) => `They owe ${amount}. The oldest is paid first.`, tooMuch: "More than they owe.", reference: "Reference", take: (amount: string) => `Take ${amount}`, takeAny: "Take", done: (amount: string, rest: string) => `${amount} taken. ${rest} is still owed.` },
});

const METHODS = ["cash", "transfer", "qris", "card", "ewallet"] as const;

/** Record what a customer pays back outside of a till. A repeated attempt at the same payment has the same key. */
export function RepayForm({ customer: { id, name, balance }, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const [method, setMethod] = useState<(typeof METHODS)[number]>("cash");
  const [amount, setAmount] = useState<number | null | undefined>(balance);
  const [reference, setReference] = useState("");
  const key = useMemo(newKey, [method, amount, reference]);
  const save = useChange({
    key: "customers",
    send: () => customers.repay(id, { method, amount: amount ?? null, ...(reference.trim() && { reference: reference.trim() }) }, { idempotencyKey: key }),
    done: (paid) => t.done(formatMoney(paid.amount), formatMoney(paid.balance)),
    then: onClose,
  });
  const errors = fieldErrors(save.error);
  const fault = formError(save.error, ["amount", "reference"]);
  const tooMuch = (amount ?? 0) > balance;
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!focusUnread(event.currentTarget) && amount && !tooMuch && !save.isPending) save.mutate(undefined);
  };
  return (
    <Dialog title={t.title(name)} kind="sheet" onClose={onClose} actions={<><Button onClick={onClose}>{desk.cancel}</Button><Button look="primary" type="submit" form="repay-form" busy={save.isPending} disabled={!amount || tooMuch}>{amount ? t.take(formatMoney(amount)) : t.takeAny}</Button></>}>
      <form id="repay-form" className="stack" onSubmit={onSubmit} noValidate>
        {fault && <Alert tone="danger"><p>{fault}</p></Alert>}
        <AmountField label={t.amount} money hint={t.most(formatMoney(balance))} value={amount} error={tooMuch ? t.tooMuch : errors["amount"]} onChange={setAmount} />
        <Select label={t.method} value={method} choices={METHODS.map((value) => ({ value, label: desk.methods[value]! }))} onChange={(event) => setMethod(event.target.value as typeof method)} />
        <TextField label={t.reference} optional maxLength={100} value={reference} error={errors["reference"]} onChange={(event) => setReference(event.target.value)} />
        <p className="hint">{t.hint}</p>
      </form>
    </Dialog>
  );
}
