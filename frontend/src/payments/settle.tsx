import { useMutation, useQueryClient } from "@tanstack/react-query";
import { newKey } from "finenice-client";
import { useMemo, useState } from "react";
import { api } from "../app/api";
import { formatMoney, useText, words } from "../app/language";
import { fieldErrors, formError } from "../app/problem";
import { AmountField } from "../ui/amount-input";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Alert } from "../ui/feedback";
import { TextField } from "../ui/fields";
import { toast } from "../ui/toast";
import { refreshPayments } from "./data";
import { isProvider, kindName, names, type Request } from "./names";

const text = words({
  id: {
    confirm: (amount: string) => `${amount} sudah masuk?`, look: "Lihat dulu di aplikasi bank Anda, bukan di ponsel pembeli.", dashboard: (provider: string) => `Lihat dulu di dasbor ${provider}. Biasanya pembayaran di sana tercatat sendiri di sini.`,
    received: "Yang masuk", differs: (amount: string) => `Yang diminta ${amount}. Jumlah lain harus Anda putuskan kemudian.`, reference: "Referensi", referenceHint: "Nama uang ini di mutasi rekening, misalnya RRN.", yes: "Ya, sudah masuk", back: "Batal",
    seen: "Pesanannya tetap lunas. Kabar ini ditandai sudah dilihat.", markSeen: "Sudah saya lihat", paid: "Pesanannya lunas.", review: "Uangnya tercatat, tetapi perlu Anda putuskan.",
    reject: (amount: string) => `Tolak ${amount}?`, rejectHint: "Kalau uangnya sudah masuk, kembalikan dulu kepada pembeli.", reason: "Alasan", reasonHint: "Pembeli membacanya.", no: "Tolak", rejected: "Permintaan ditolak.",
  },
  en: {
    confirm: (amount: string) => `Has ${amount} arrived?`, look: "Look in the app of your bank, not at the buyer's phone.", dashboard: (provider: string) => `Look at the dashboard of ${provider}. Payments there are usually recorded here by themselves.`,
    received: "What arrived", differs: (amount: string) => `${amount} was asked for. You decide on another amount afterwards.`, reference: "Reference", referenceHint: "What the statement of your account calls it, such as an RRN.", yes: "Yes, it has arrived", back: "Cancel",
    seen: "The order stays paid. This is marked as seen.", markSeen: "I have seen it", paid: "The order is paid.", review: "The money is recorded, but you must decide on it.",
    reject: (amount: string) => `Reject ${amount}?`, rejectHint: "If the money has arrived, give it back to the buyer first.", reason: "Reason", reasonHint: "The buyer reads it.", no: "Reject", rejected: "The request is rejected.",
  },
});

/** One intent has one idempotency key, however often it is sent. */
const useKey = (...intent: readonly unknown[]): string => useMemo(newKey, [JSON.stringify(intent)]);

/** Tell what became of money that arrived. */
export function useOutcome(): (made: Request) => void {
  const t = useText(text);
  const n = useText(names);
  const client = useQueryClient();
  return (made) => {
    refreshPayments(client);
    if (made.state === "paid") toast.done(`${n.order(made.transaction_id)}: ${t.paid}`);
    else toast.failed(`${n.order(made.transaction_id)}: ${t.review}`);
  };
}

/** Say that the money of a request has arrived. */
export function Confirm({ request, onClose, onPaid }: { request: Request; onClose: () => void; onPaid: (() => void) | undefined }) {
  const t = useText(text);
  const outcome = useOutcome();
  const { id, kind, payable, payment_id } = request;
  const [received, setReceived] = useState<number | null | undefined>(request.received ?? payable);
  const [reference, setReference] = useState(request.reference);
  const idempotencyKey = useKey(id, received, reference, request.state);
  // It is paid, and stays so: only what the provider told later is to be seen.
  const paid = payment_id !== null;
  const confirm = useMutation({
    mutationFn: async () => api.paymentRequests.confirm(id, paid ? {} : { received: received ?? null, reference: reference.trim() || null }, { idempotencyKey }),
    onSuccess: (made) => {
      outcome(made);
      onClose();
      if (made.state === "paid") onPaid?.();
    },
  });
  const errors = fieldErrors(confirm.error);
  const fault = formError(confirm.error, ["received", "reference"]);
  return (
    <Dialog
      title={t.confirm(formatMoney(request.received ?? payable))}
      kind="sheet"
      onClose={onClose}
      actions={<><Button onClick={onClose}>{t.back}</Button><Button look="primary" busy={confirm.isPending} disabled={!paid && !received} onClick={() => confirm.mutate()}>{paid ? t.markSeen : t.yes}</Button></>}
    >
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (paid || received) confirm.mutate(); }}>
        {fault && <Alert tone="danger"><p>{fault}</p></Alert>}
        <p>{paid ? t.seen : isProvider(kind) ? t.dashboard(kindName(kind)) : t.look}</p>
        {!paid && (
          <>
            <AmountField label={t.received} money hint={received !== payable && received !== request.amount && t.differs(formatMoney(payable))} value={received} onChange={setReceived} error={errors["received"]} />
            <TextField label={t.reference} hint={t.referenceHint} optional maxLength={100} value={reference} onChange={(event) => setReference(event.target.value)} error={errors["reference"]} />
            {/* Enter sends the form. */}
            <button type="submit" hidden />
          </>
        )}
      </form>
    </Dialog>
  );
}

/** Close a request for which nothing arrived, or whose money went back. */
export function Reject({ request: { id, payable, received }, onClose }: { request: Request; onClose: () => void }) {
  const t = useText(text);
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const idempotencyKey = useKey(id, reason);
  const reject = useMutation({
    mutationFn: async () => api.paymentRequests.reject(id, { reason: reason.trim() || null }, { idempotencyKey }),
    onSuccess: () => {
      refreshPayments(client);
      toast.done(t.rejected);
      onClose();
    },
  });
  const fault = formError(reject.error, ["reason"]);
  return (
    <Dialog
      title={t.reject(formatMoney(received ?? payable))}
      kind="sheet"
      onClose={onClose}
      actions={<><Button onClick={onClose}>{t.back}</Button><Button look="danger" busy={reject.isPending} onClick={() => reject.mutate()}>{t.no}</Button></>}
    >
      <form className="stack" onSubmit={(event) => { event.preventDefault(); reject.mutate(); }}>
        {fault && <Alert tone="danger"><p>{fault}</p></Alert>}
        <p>{t.rejectHint}</p>
        <TextField label={t.reason} hint={t.reasonHint} optional maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} error={fieldErrors(reject.error)["reason"]} />
      </form>
    </Dialog>
  );
}
