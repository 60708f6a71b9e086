import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { newKey } from "finenice-client";
import { useMemo, useState } from "react";
import { api } from "../app/api";
import { formatMoney, useText, words } from "../app/language";
import { fieldErrors, formError, isProblem } from "../app/problem";
import { AmountField } from "../ui/amount-input";
import { Button, ButtonLink } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Alert, Loaded } from "../ui/feedback";
import { Select, TextField } from "../ui/fields";
import { CheckCircle2, Plus, TriangleAlert } from "../ui/icons";
import { refreshPayments } from "./data";
import { isProvider, kindName, names, type Request } from "./names";

const text = words({
  id: {
    title: "Ada uang masuk", lead: "Isi jumlahnya persis seperti di mutasi rekening. Kode di tiga angka terakhir menunjukkan pesanannya.", account: "Masuk ke", amount: "Jumlah", reference: "Referensi", referenceHint: "Nama uang ini di mutasi rekening. Yang sama dua kali dicatat sekali.", find: "Cari pesanannya", close: "Tutup", another: "Uang lain",
    none: "Belum ada rekening dengan kode di jumlahnya. Tandai pesanannya sendiri di daftar.", add: "Tambah rekening", paid: (order: number) => `Pesanan #${order} lunas`, review: (order: number) => `Ini untuk pesanan #${order}, tetapi perlu Anda putuskan`, show: "Lihat pesanan",
    candidates: "Belum pasti uang ini untuk pesanan yang mana: mungkin pembeli lupa kodenya. Pilih pesanannya.", candidate: (order: number, payable: string) => `Pesanan #${order}, diminta ${payable}`,
  },
  en: {
    title: "Money has arrived", lead: "Enter the amount exactly as the statement of your account has it. The code in its last three digits names the order.", account: "Arrived on", amount: "Amount", reference: "Reference", referenceHint: "What the statement calls it. The same one twice is recorded once.", find: "Find the order", close: "Close", another: "Other money",
    none: "No account has codes in its amounts yet. Mark the order in the list.", add: "Add an account", paid: (order: number) => `Order #${order} is paid`, review: (order: number) => `This is for order #${order}, but you must decide on it`, show: "Show order",
    candidates: "It is not certain which order this money is for: the buyer may have left out the code. Choose the order.", candidate: (order: number, payable: string) => `Order #${order}, asked for ${payable}`,
  },
});

/** Tell of money that arrived, and see which order it pays. */
export function Arrival({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const accounts = useQuery({ queryKey: ["payment-accounts"], queryFn: () => api.paymentAccounts.list() });
  return (
    <Loaded query={accounts} skeleton={null}>
      {({ payment_accounts }) => {
        const coded = payment_accounts.filter(({ kind, unique_amounts }) => !isProvider(kind) && unique_amounts);
        if (coded.length) return <Match accounts={coded} onClose={onClose} />;
        return <Dialog title={t.title} kind="sheet" onClose={onClose} actions={<ButtonLink look="primary" icon={Plus} to="/sales/payments/accounts">{t.add}</ButtonLink>}><p>{t.none}</p></Dialog>;
      }}
    </Loaded>
  );
}

function Match({ accounts, onClose }: { accounts: readonly { id: number; name: string; kind: Request["kind"] }[]; onClose: () => void }) {
  const t = useText(text);
  const client = useQueryClient();
  const [account, setAccount] = useState(accounts[0]!.id);
  const [amount, setAmount] = useState<number | null | undefined>(null);
  const [reference, setReference] = useState("");
  // One arrival has one key, however often it is sent, and another one for each candidate.
  const keys = useMemo(() => new Map<number | null, string>(), [account, amount, reference]);
  const match = useMutation({
    mutationFn: async (candidate: number | null) => {
      const idempotencyKey = keys.get(candidate) ?? newKey();
      keys.set(candidate, idempotencyKey);
      return api.paymentAccounts.match(account, { amount: amount ?? 0, reference: reference.trim(), ...(candidate === null ? {} : { request_id: candidate }) }, { idempotencyKey });
    },
    onSuccess: () => refreshPayments(client),
  });
  const ready = Boolean(amount) && reference.trim() !== "";
  if (match.data) return <Found request={match.data} onAnother={() => { match.reset(); setAmount(null); setReference(""); }} onClose={onClose} />;
  const errors = fieldErrors(match.error);
  const candidates = isProblem(match.error) && match.error.code === "arrival_ambiguous" ? match.error.members.candidates : [];
  const fault = formError(match.error, ["amount", "reference"]);
  return (
    <Dialog
      title={t.title}
      kind="sheet"
      onClose={onClose}
      actions={<><Button onClick={onClose}>{t.close}</Button><Button look="primary" busy={match.isPending} disabled={!ready} onClick={() => match.mutate(null)}>{t.find}</Button></>}
    >
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (ready) match.mutate(null); }}>
        <p className="soft small">{t.lead}</p>
        {fault && !candidates.length && <Alert tone="danger"><p>{fault}</p></Alert>}
        {accounts.length > 1 && <Select label={t.account} value={String(account)} onChange={(event) => setAccount(Number(event.target.value))} choices={accounts.map(({ id, name, kind }) => ({ value: String(id), label: name || kindName(kind) }))} />}
        <AmountField label={t.amount} money autoFocus value={amount} onChange={setAmount} error={errors["amount"]} />
        <TextField label={t.reference} hint={t.referenceHint} maxLength={100} value={reference} onChange={(event) => setReference(event.target.value)} error={errors["reference"]} />
        <button type="submit" hidden />
        {candidates.length > 0 && (
          <div className="stack tight" role="alert">
            <p>{t.candidates}</p>
            {candidates.map(({ id, transaction_id, payable }) => <Button key={id} wide busy={match.isPending && match.variables === id} onClick={() => match.mutate(id)}>{t.candidate(transaction_id, formatMoney(payable))}</Button>)}
          </div>
        )}
      </form>
    </Dialog>
  );
}

function Found({ request: { transaction_id, state, amount, received, review_reason }, onAnother, onClose }: { request: Request; onAnother: () => void; onClose: () => void }) {
  const t = useText(text);
  const n = useText(names);
  const Icon = state === "paid" ? CheckCircle2 : TriangleAlert;
  return (
    <Dialog title={t.title} kind="sheet" onClose={onClose} actions={<><Button onClick={onAnother}>{t.another}</Button><ButtonLink look="primary" to={`/orders/${transaction_id}`}>{t.show}</ButtonLink></>}>
      <div className={`pay-found ${state === "paid" ? "good" : "warning"}`} role="status">
        <Icon size={40} aria-hidden />
        <p className="pay-found-title">{state === "paid" ? t.paid(transaction_id) : t.review(transaction_id)}</p>
        <p className="soft">{formatMoney(received ?? amount)}</p>
        {review_reason && <p>{n.reasons[review_reason]}</p>}
      </div>
    </Dialog>
  );
}
